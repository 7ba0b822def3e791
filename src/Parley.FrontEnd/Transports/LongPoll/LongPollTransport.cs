using System.Diagnostics.CodeAnalysis;
using Parley.FrontEnd.Sessions;
using Parley.Protocol;

namespace Parley.FrontEnd.Transports.LongPoll;

/// <summary>
/// A link made of single requests: polls take what waits, one packet each, in order. While nobody polls, the outbox stays busy and keeps
/// its packets; what a poll has taken but could not write is the first that the next one gets.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose handle nobody asks for holds nothing; the timer is put away at the end.")]
public sealed class LongPollTransport(IPacketCodec codec, LongPollOptions options, TimeProvider time) : ITransport
{
    private readonly int _idleTicks = SessionClock.Ticks(options.IdleTimeMax);
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly LinkedList<TaskCompletionSource<PolledMessage?>> _polls = new();
    private readonly SortedList<long, PolledMessage> _givenBack = [];
    private readonly byte[][] _slot = new byte[1][];
    private Session? _session;
    private ITimer? _lingering;
    private long _lastNumber;
    private int _posts;
    private int _lastSeen;
    private int _now;
    private bool _isFinished;
    private bool _isAborted;

    public TransportKind Kind => TransportKind.LongPoll;

    public IPacketCodec Codec => codec;

    /// <summary>Of the last request: a client may move while its session lasts.</summary>
    public string? RemoteAddress { get; set; }

    public required string Sid { get; init; }

    /// <summary>Given back when a user has logged in, or the session ends.</summary>
    public IDisposable? UnauthenticatedPlace { get; init; }

    /// <summary>Called when the link is over for good, any number of times.</summary>
    public required Action<LongPollTransport> OnGone { get; init; }

    public Session Session => _session!;

    /// <summary>The session has ended, and its last packets have been polled.</summary>
    public bool IsOver
    {
        get
        {
            lock (_lock)
                return _isFinished && _givenBack.Count == 0 && _session!.Outbox.IsEmpty;
        }
    }

    /// <summary>Polls that wait at this moment.</summary>
    public int PollsWaiting
    {
        get
        {
            lock (_lock)
                return _polls.Count;
        }
    }

    public void Bind(Session session) => (_session, _lastSeen, _now) = (session, session.StartedAt, session.StartedAt);

    /// <summary>The client has made a request.</summary>
    public void Touch() => Volatile.Write(ref _lastSeen, Volatile.Read(ref _now));

    /// <summary>Takes the next packet, as soon as there is one. Null if none has come in time, or none will.</summary>
    public async Task<PolledMessage?> PollAsync(CancellationToken cancellationToken)
    {
        var poll = new TaskCompletionSource<PolledMessage?>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (TryTake() is { } waiting)
                return waiting;
            if (_isFinished)
                return null;
            if (_polls.Count >= options.PollsMax)
                EndOldest();
            _polls.AddLast(poll);
        }
        try
        {
            return await poll.Task.WaitAsync(options.PollTimeMax, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // It may have been given a packet at the same moment.
            return Withdraw(poll) ? null : await poll.Task;
        }
        catch (OperationCanceledException)
        {
            if (!Withdraw(poll) && await poll.Task is { } message)
                GiveBack(message);
            throw;
        }
        finally
        {
            Touch();
        }
    }

    /// <summary>A packet that was taken has not reached its client: the next poll gets it.</summary>
    public void GiveBack(PolledMessage message)
    {
        lock (_lock)
        {
            if (_isAborted)
                return;
            _givenBack.Add(message.Number, message);
            Serve();
        }
    }

    /// <summary>
    /// Waits for the turn of a packet that the client has sent: they are taken one after another. Null if too many wait; else to be
    /// disposed when it has been taken.
    /// </summary>
    public async Task<IDisposable?> EnterAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _posts) > options.PostsMax)
        {
            Interlocked.Decrement(ref _posts);
            return null;
        }
        try
        {
            await _turn.WaitAsync(cancellationToken);
        }
        catch
        {
            Interlocked.Decrement(ref _posts);
            throw;
        }
        return new Turn(this);
    }

    public void Execute()
    {
        lock (_lock)
            Serve();
    }

    public void Abort()
    {
        lock (_lock)
        {
            if (_isAborted)
                return;
            (_isAborted, _isFinished) = (true, true);
            _givenBack.Clear();
            _ = _session!.Outbox.CloseAsync(drop: true);
            EndPolls();
        }
        _lingering?.Dispose();
        UnauthenticatedPlace?.Dispose();
        OnGone(this);
    }

    public void OnLogin() => UnauthenticatedPlace?.Dispose();

    public void Finish()
    {
        lock (_lock)
        {
            if (_isFinished)
                return;
            _isFinished = true;
            _ = _session!.Outbox.CloseAsync(drop: false);
            Serve();
            EndPolls();
            // Its client may be between two polls.
            _lingering = time.CreateTimer(static link => ((LongPollTransport)link!).Abort(), this, options.LingerTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void OnTick(int now)
    {
        Volatile.Write(ref _now, now);
        if (PollsWaiting > 0)
            Volatile.Write(ref _lastSeen, now);
        else if (now - Volatile.Read(ref _lastSeen) > _idleTicks)
            Abort();
    }

    private void Serve()
    {
        while (_polls.First is { } first && TryTake() is { } message)
        {
            _polls.RemoveFirst();
            first.Value.TrySetResult(message);
        }
    }

    private PolledMessage? TryTake()
    {
        if (_givenBack.Count > 0)
        {
            var message = _givenBack.GetValueAtIndex(0);
            _givenBack.RemoveAt(0);
            return message;
        }
        var outbox = _session!.Outbox;
        do
        {
            if (outbox.Take(_slot) > 0)
            {
                _session.Instruments.Sent(Kind, _slot);
                return new PolledMessage(++_lastNumber, _slot[0]);
            }
        }
        while (!outbox.TryFinishDrain());
        return null;
    }

    private bool Withdraw(TaskCompletionSource<PolledMessage?> poll)
    {
        lock (_lock)
            return _polls.Remove(poll);
    }

    private void EndPolls()
    {
        while (_polls.Count > 0)
            EndOldest();
    }

    private void EndOldest()
    {
        var oldest = _polls.First!.Value;
        _polls.RemoveFirst();
        oldest.TrySetResult(null);
    }

    private sealed class Turn(LongPollTransport link) : IDisposable
    {
        private LongPollTransport? _link = link;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _link, null) is not { } mine)
                return;
            Interlocked.Decrement(ref mine._posts);
            mine._turn.Release();
            mine.Touch();
        }
    }
}
