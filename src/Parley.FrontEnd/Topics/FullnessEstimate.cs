namespace Parley.FrontEnd.Topics;

/// <summary>The median of many fullnesses, to a sixteenth: a topic only wants to know whether it is over half.</summary>
internal struct FullnessEstimate
{
    private const int Steps = 16;

    private Counts _counts;
    private int _total;

    public void Add(double fullness)
    {
        _counts[Math.Clamp((int)(fullness * Steps), 0, Steps - 1)]++;
        _total++;
    }

    public readonly double Median
    {
        get
        {
            var below = 0;
            for (var step = 0; step < Steps && _total > 0; step++)
            {
                below += _counts[step];
                if (below * 2 >= _total)
                    return step / (double)Steps;
            }
            return 0;
        }
    }

    [System.Runtime.CompilerServices.InlineArray(Steps)]
    private struct Counts
    {
        private int _first;
    }
}
