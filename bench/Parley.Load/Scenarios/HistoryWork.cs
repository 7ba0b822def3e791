using System.Buffers.Text;
using System.Diagnostics;
using System.Text;
using Parley.Load.Measuring;
using Parley.Load.Sessions;

namespace Parley.Load.Scenarios;

/// <summary>Asks for the last messages of a topic in a closed loop. A query is done when its final reply has come.</summary>
internal sealed class HistoryWork : ISessionWork
{
    private const int Delivered = 208;
    private const int IdsMax = 1_000_000;

    private readonly LoadSession _session;
    private readonly byte[] _tail;
    private readonly int _limit;
    private readonly LatencyRecorder _latency;
    private readonly ErrorTally _errors;
    private readonly Queue<long> _sentAt = new();
    private long _queryCount;
    private int _messageCount;
    private int _nextId;
    private int _underWay;
    private volatile bool _isStopping;

    public HistoryWork(LoadSession session, string topic, int limit, LatencyRecorder latency, ErrorTally errors)
    {
        _session = session;
        _limit = limit;
        _latency = latency;
        _errors = errors;
        _tail = Encoding.UTF8.GetBytes($"\",\"topic\":\"{topic}\",\"what\":\"data\",\"data\":{{\"limit\":{limit}}}}}}}");
    }

    public long QueryCount => Volatile.Read(ref _queryCount);

    public int UnderWay => Volatile.Read(ref _underWay);

    public void Start(int window)
    {
        Volatile.Write(ref _underWay, window);
        for (var i = 0; i < window; i++) Ask();
    }

    public void Stop() => _isStopping = true;

    public void OnData(ReadOnlySpan<byte> packet, long now) => _messageCount++;

    public void OnCtrl(int code, ReadOnlySpan<byte> id, long now)
    {
        // Queries of one session are answered in their order, so the oldest is the one that is done.
        long sentAt;
        lock (_sentAt)
        {
            if (!_sentAt.TryDequeue(out sentAt))
            {
                _errors.Add("reply to an unknown id");
                return;
            }
        }

        if (code != Delivered) _errors.Add($"{{get}} was answered {code}");
        else if (_messageCount != _limit) _errors.Add($"{_messageCount} messages instead of {_limit}");
        else Volatile.Write(ref _queryCount, _queryCount + 1);
        _messageCount = 0;
        _latency.Add(sentAt, now);
        if (_isStopping) Interlocked.Decrement(ref _underWay);
        else Ask();
    }

    private void Ask()
    {
        lock (_sentAt)
        {
            Span<byte> packet = stackalloc byte[256];
            var head = "{\"get\":{\"id\":\""u8;
            head.CopyTo(packet);
            _nextId = (_nextId + 1) % IdsMax;
            Utf8Formatter.TryFormat(_nextId, packet[head.Length..], out var digits);
            _tail.CopyTo(packet[(head.Length + digits)..]);
            _sentAt.Enqueue(Stopwatch.GetTimestamp());
            _session.Write(packet[..(head.Length + digits + _tail.Length)]);
        }
    }
}
