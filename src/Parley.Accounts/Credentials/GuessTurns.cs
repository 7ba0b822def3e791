namespace Parley.Accounts.Credentials;

/// <summary>
/// Lets guesses at codes of one user or address through one after the other: counting a wrong code is read and then write, and guesses
/// made at the same time must not count as one.
/// </summary>
public sealed class GuessTurns : IDisposable
{
    private const int Lanes = 64;

    private readonly SemaphoreSlim[] _lanes = [.. Enumerable.Range(0, Lanes).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Waits for the turn; disposing what comes back ends it.</summary>
    /// <param name="of">Whose code it is: different ones may share a turn.</param>
    public async ValueTask<IDisposable> TakeAsync(int of, CancellationToken cancellationToken)
    {
        var lane = _lanes[(uint)of % Lanes];
        await lane.WaitAsync(cancellationToken);
        return new Turn(lane);
    }

    public void Dispose()
    {
        foreach (var lane in _lanes)
            lane.Dispose();
    }

    private sealed class Turn(SemaphoreSlim lane) : IDisposable
    {
        private SemaphoreSlim? _lane = lane;

        public void Dispose() => Interlocked.Exchange(ref _lane, null)?.Release();
    }
}
