namespace Parley.FrontEnd.Sessions;

/// <summary>
/// Packets waiting to be written to one session: bounded in packets and bytes, filled by any thread without ever blocking it,
/// emptied by one drain at a time.
/// </summary>
public sealed class SessionOutbox(int packetsMax, int bytesMax)
{
    private const int FirstCapacity = 4;
    private const int KeptCapacity = 16;

    private readonly Lock _lock = new();
    private volatile int _bytesMax = bytesMax;
    private byte[][]? _ring;
    private int _head;
    private int _count;
    private int _bytes;
    private bool _isDraining;
    private bool _askedAgain;
    private bool _isComplete;
    private bool _isClosed;
    private TaskCompletionSource? _whenIdle;

    /// <summary>How full it is, 0 to 1: the greater of packets and bytes.</summary>
    public double Fullness => Math.Max((double)_count / packetsMax, (double)_bytes / _bytesMax);

    /// <summary>More bytes may wait from here on.</summary>
    public void Widen(int max) => _bytesMax = max;

    /// <summary>Nothing waits.</summary>
    public bool IsEmpty => Volatile.Read(ref _count) == 0;

    /// <summary>Takes a packet in, as its bytes. One that is larger than the whole bound passes if nothing else waits.</summary>
    public OutboxResult Enqueue(byte[] bytes)
    {
        lock (_lock)
        {
            if (_isClosed || _isComplete)
                return OutboxResult.Closed;
            if (_count >= packetsMax || (_bytes + bytes.Length > _bytesMax && _count > 0))
                return OutboxResult.Full;
            Append(bytes);
            _bytes += bytes.Length;
            if (_isDraining)
                return OutboxResult.Queued;
            _isDraining = true;
            return OutboxResult.QueuedFirst;
        }
    }

    /// <summary>Makes the outbox busy although nothing waits. True if the caller must start the drain.</summary>
    public bool RequestDrain()
    {
        lock (_lock)
        {
            if (_isDraining || _isClosed)
            {
                _askedAgain = true;
                return false;
            }
            return _isDraining = true;
        }
    }

    /// <summary>For the drain: takes up to as many packets as fit, in order.</summary>
    public int Take(Span<byte[]> into)
    {
        lock (_lock)
        {
            var taken = Math.Min(_count, into.Length);
            for (var i = 0; i < taken; i++)
            {
                ref var slot = ref _ring![_head];
                into[i] = slot;
                _bytes -= slot.Length;
                slot = null!;
                _head = (_head + 1) & (_ring.Length - 1);
            }
            _count -= taken;
            return taken;
        }
    }

    /// <summary>For the drain: true if it may end, because nothing waits. From then on the next packet needs a new drain.</summary>
    public bool TryFinishDrain()
    {
        TaskCompletionSource? idle;
        lock (_lock)
        {
            if (!_isClosed && (_count > 0 || _askedAgain))
            {
                _askedAgain = false;
                return false;
            }
            (_isDraining, _askedAgain) = (false, false);
            _isClosed |= _isComplete;
            // An idle session keeps no room for a burst that is over.
            if (_ring is { Length: > KeptCapacity })
                (_ring, _head) = (null, 0);
            idle = _whenIdle;
        }
        idle?.TrySetResult();
        return true;
    }

    /// <summary>Takes nothing more in. Completes when what waits is written, or no drain is running any more.</summary>
    /// <param name="drop">What waits is dropped.</param>
    public Task CloseAsync(bool drop)
    {
        lock (_lock)
        {
            _isComplete = true;
            if (drop)
                (_isClosed, _ring, _head, _count, _bytes) = (true, null, 0, 0, 0);
            if (_isDraining)
            {
                _whenIdle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                return _whenIdle.Task;
            }
            _isClosed = true;
            return Task.CompletedTask;
        }
    }

    private void Append(byte[] bytes)
    {
        if (_ring is null)
            _ring = new byte[FirstCapacity][];
        else if (_count == _ring.Length)
            Grow();
        _ring[(_head + _count) & (_ring.Length - 1)] = bytes;
        _count++;
    }

    private void Grow()
    {
        var larger = new byte[_ring!.Length * 2][];
        var first = _ring.Length - _head;
        Array.Copy(_ring, _head, larger, 0, first);
        Array.Copy(_ring, 0, larger, first, _head);
        (_ring, _head) = (larger, 0);
    }
}
