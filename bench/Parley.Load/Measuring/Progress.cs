namespace Parley.Load.Measuring;

/// <summary>Says on the error stream, once a second, how far a long step has come.</summary>
internal sealed class Progress : IDisposable
{
    private readonly string _title;
    private readonly int _count;
    private readonly Timer _timer;
    private int _done;
    private bool _isShown;

    public Progress(string title, int count)
    {
        _title = title;
        _count = count;
        _timer = new Timer(_ => Show(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    public void Step() => Interlocked.Increment(ref _done);

    public void Dispose()
    {
        _timer.Dispose();
        if (!_isShown) return;
        Show();
        if (!Console.IsErrorRedirected) Console.Error.WriteLine();
    }

    private void Show()
    {
        _isShown = true;
        var text = $"{_title}: {Volatile.Read(ref _done)} of {_count}";
        if (Console.IsErrorRedirected) Console.Error.WriteLine(text);
        else Console.Error.Write($"\r{text}   ");
    }
}
