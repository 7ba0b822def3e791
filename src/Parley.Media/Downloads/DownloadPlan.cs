namespace Parley.Media.Downloads;

/// <summary>What a download is answered with.</summary>
public enum DownloadOutcome
{
    Whole,
    Part,
    NotModified,
    PreconditionFailed,
    RangeMalformed,
    RangeBeyondEnd,
}

/// <summary>Which bytes of a file are sent.</summary>
/// <param name="Length">0 if none are.</param>
/// <param name="TellsTime">For <see cref="DownloadOutcome.NotModified"/>: the answer has a time of last change.</param>
public readonly record struct DownloadPlan(DownloadOutcome Outcome, long Offset = 0, long Length = 0, bool TellsTime = false);
