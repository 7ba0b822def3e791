namespace Parley.Protocol.Names;

/// <summary>
/// Makes ids: 64-bit snowflakes of time, worker number and a sequence, hidden by <see cref="UidCipher"/>. Thread-safe.
/// </summary>
public sealed class IdSource
{
    /// <summary>The greatest worker number.</summary>
    public const int WorkerMax = 1023;

    private const int SequenceBits = 12;
    private const int WorkerBits = 10;
    private const long EpochMilliseconds = 1414213562373;

    private readonly UidCipher _cipher;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly long _worker;
    private long _last;
    private long _sequence;

    /// <param name="worker">0–1023, different for every process that makes ids at the same time.</param>
    public IdSource(UidCipher cipher, int worker, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(worker);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(worker, WorkerMax);
        (_cipher, _worker, _time) = (cipher, worker, time);
    }

    public UserId NextUser() => _cipher.Encode(NextSnowflake());

    public TopicName NextGroup() => TopicName.Group(NextUser());

    /// <summary>An 11-character id of a session, message or file.</summary>
    public string NextText() => NextUser().Text;

    /// <exception cref="InvalidOperationException">The clock has gone back by more than the sequence can hide.</exception>
    public long NextSnowflake()
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow().ToUnixTimeMilliseconds() - EpochMilliseconds;
            // A clock that goes back, or a sequence that is used up, borrows from the next milliseconds.
            if (now > _last)
                (_last, _sequence) = (now, 0);
            else if (++_sequence >> SequenceBits != 0)
                (_last, _sequence) = (_last + 1, 0);
            if (_last - now > 10_000)
                throw new InvalidOperationException("The clock has gone back by more than ten seconds: no ids can be made.");
            return _last << (WorkerBits + SequenceBits) | _worker << SequenceBits | _sequence;
        }
    }
}
