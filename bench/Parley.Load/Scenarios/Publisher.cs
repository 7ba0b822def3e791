using System.Buffers.Text;
using System.Diagnostics;
using Parley.Load.Measuring;
using Parley.Load.Sessions;

namespace Parley.Load.Scenarios;

/// <summary>
/// Publishes in a closed loop: as many messages as the window allows are under way, each acknowledgement is answered
/// with the next message.
/// </summary>
internal sealed class Publisher
{
    private const int Accepted = 202;

    private readonly LoadSession _session;
    private readonly PublishTemplate _template;
    private readonly LatencyRecorder _latency;
    private readonly ErrorTally _errors;
    private readonly long[] _sentAt;
    private readonly long[] _ids;
    private long _acceptedCount;
    private int _underWay;
    private volatile bool _isStopping;

    public Publisher(LoadSession session, PublishTemplate template, int window, LatencyRecorder latency, ErrorTally errors)
    {
        _session = session;
        _template = template;
        _latency = latency;
        _errors = errors;
        _sentAt = new long[window];
        _ids = new long[window];
    }

    /// <summary>Messages acknowledged as stored.</summary>
    public long AcceptedCount => Volatile.Read(ref _acceptedCount);

    /// <summary>Messages neither acknowledged nor refused yet.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>Sends the first window. Not to be called twice.</summary>
    public void Start()
    {
        Volatile.Write(ref _underWay, _ids.Length);
        for (var slot = 0; slot < _ids.Length; slot++) _ids[slot] = slot;

        // The template belongs to the receiving side as soon as the first reply arrives, hence the lock.
        for (var slot = 0; slot < _ids.Length; slot++) Send(slot);
    }

    /// <summary>Lets the messages under way be the last.</summary>
    public void Stop() => _isStopping = true;

    public void OnCtrl(int code, ReadOnlySpan<byte> id, long now)
    {
        if (!Utf8Parser.TryParse(id, out long number, out _) || _ids[number % _ids.Length] != number)
        {
            _errors.Add("reply to an unknown id");
            return;
        }

        var slot = (int)(number % _ids.Length);
        if (code == Accepted)
        {
            Volatile.Write(ref _acceptedCount, _acceptedCount + 1);
            _latency.Add(_sentAt[slot], now);
        }
        else
        {
            _errors.Add($"{{pub}} was answered {code}");
        }

        // A second reply to the same id is found out by this.
        _ids[slot] = number + _ids.Length;
        if (_isStopping) Interlocked.Decrement(ref _underWay);
        else Send(slot);
    }

    private void Send(int slot)
    {
        lock (_template)
        {
            var now = Stopwatch.GetTimestamp();
            _sentAt[slot] = now;
            _session.Write(_template.With(_ids[slot], now));
        }
    }
}
