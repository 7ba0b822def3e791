using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Server;

namespace Parley.FrontEnd.Sessions;

/// <summary>
/// The requests of one session that topics have yet to answer. It knows which are late, lets no late answer through, and holds the
/// lane in which at most one <c>{sub}</c> or <c>{leave}</c> is under way.
/// </summary>
public sealed class PendingRequests(int max)
{
    private const int ExpiredMax = 64;
    private const int KeptCapacity = 16;

    private readonly Lock _lock = new();
    private Entry[] _ring = [];
    private int _head;
    private int _count;
    private List<LateRequest>? _expired;
    private long _laneHolder;
    private TaskCompletionSource? _laneFree;
    private bool _isClosed;

    public bool IsEmpty => Volatile.Read(ref _count) == 0;

    public bool IsLaneBusy => Volatile.Read(ref _laneHolder) != 0;

    /// <summary>Notes a request before it is handed to its topic. False if too many are pending.</summary>
    public bool TryAdd(long number, string? id, string address, int deadline, bool takesLane)
    {
        lock (_lock)
        {
            if (_count == max || _isClosed)
                return false;
            if (_count == _ring.Length)
                Grow();
            if (_expired is { Count: > 0 })
                ForgetLateId(id);
            _ring[(_head + _count++) & (_ring.Length - 1)] = new Entry(number, id, address, deadline);
            if (takesLane)
                _laneHolder = number;
            return true;
        }
    }

    /// <summary>Forgets a request that never reached its topic.</summary>
    public void Withdraw(long number)
    {
        lock (_lock)
            Finish(number);
    }

    /// <summary>Notes an answer. False if it comes too late: the client has been told 503 and must not hear of it.</summary>
    /// <param name="endsRequest">The request that is done with this packet; 0 if more follows.</param>
    public bool Answer(ServerPacket packet, long endsRequest)
    {
        lock (_lock)
        {
            if (endsRequest != 0)
            {
                if (Finish(endsRequest) || _expired is null)
                    return true;
                return _expired.RemoveAll(late => late.Number == endsRequest) == 0;
            }
            var id = packet switch { CtrlPacket ctrl => ctrl.Id, MetaPacket meta => meta.Id, _ => null };
            if (string.IsNullOrEmpty(id))
                return true;
            MarkAnswered(id);
            return _expired is null || !_expired.Exists(late => late.Id == id);
        }
    }

    /// <summary>
    /// Takes out the requests whose time is over; those that have had no answer at all are added to <paramref name="late"/>.
    /// </summary>
    public void TakeExpired(int now, List<LateRequest> late)
    {
        lock (_lock)
        {
            while (_count > 0 && (_ring[_head].Number == 0 || _ring[_head].Deadline <= now))
            {
                var entry = _ring[_head];
                DropHead();
                if (entry.Number == 0)
                    continue;
                FreeLane(entry.Number);
                if (entry.IsAnswered || string.IsNullOrEmpty(entry.Id))
                    continue;
                var request = new LateRequest(entry.Number, entry.Id, entry.Address);
                late.Add(request);
                _expired ??= [];
                if (_expired.Count == ExpiredMax)
                    _expired.RemoveAt(0);
                _expired.Add(request);
            }
        }
    }

    /// <summary>Completes when no <c>{sub}</c> or <c>{leave}</c> is under way, or the session is over.</summary>
    public Task WhenLaneFreeAsync()
    {
        lock (_lock)
        {
            if (_laneHolder == 0 || _isClosed)
                return Task.CompletedTask;
            _laneFree ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _laneFree.Task;
        }
    }

    /// <summary>The session is over.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _isClosed = true;
            (_ring, _head, _count) = ([], 0, 0);
            FreeLane(_laneHolder);
        }
    }

    private bool Finish(long number)
    {
        for (var i = 0; i < _count; i++)
        {
            ref var entry = ref _ring[(_head + i) & (_ring.Length - 1)];
            if (entry.Number != number)
                continue;
            entry = default;
            while (_count > 0 && _ring[_head].Number == 0)
                DropHead();
            FreeLane(number);
            return true;
        }
        return false;
    }

    // The client uses the id again: what comes under it is an answer to the new request.
    private void ForgetLateId(string? id)
    {
        for (var i = 0; i < _expired!.Count; i++)
        {
            if (_expired[i].Id == id)
                _expired[i] = _expired[i] with { Id = "" };
        }
    }

    private void MarkAnswered(string id)
    {
        for (var i = 0; i < _count; i++)
        {
            ref var entry = ref _ring[(_head + i) & (_ring.Length - 1)];
            if (entry.Id == id)
                entry.IsAnswered = true;
        }
    }

    private void DropHead()
    {
        _ring[_head] = default;
        _head = (_head + 1) & (_ring.Length - 1);
        // An idle session keeps no room for a burst that is over.
        if (--_count == 0 && _ring.Length > KeptCapacity)
            (_ring, _head) = ([], 0);
    }

    private void FreeLane(long number)
    {
        if (_laneHolder != number)
            return;
        _laneHolder = 0;
        _laneFree?.TrySetResult();
        _laneFree = null;
    }

    private void Grow()
    {
        var larger = new Entry[Math.Max(2, _ring.Length * 2)];
        for (var i = 0; i < _count; i++)
            larger[i] = _ring[(_head + i) & (_ring.Length - 1)];
        (_ring, _head) = (larger, 0);
    }

    private struct Entry(long number, string? id, string address, int deadline)
    {
        public readonly long Number = number;
        public readonly string? Id = id;
        public readonly string Address = address;
        public readonly int Deadline = deadline;
        public bool IsAnswered;
    }
}
