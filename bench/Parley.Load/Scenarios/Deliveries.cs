using Parley.Load.Measuring;
using Parley.Load.Wire;

namespace Parley.Load.Scenarios;

/// <summary>Counts the messages one session receives from one topic and checks that none is missing or out of order.</summary>
internal sealed class Deliveries(LatencyRecorder? latency, ErrorTally errors)
{
    private long _count;
    private long _lastSeq;

    public long Count => Volatile.Read(ref _count);

    public void OnData(ReadOnlySpan<byte> packet, long now)
    {
        Volatile.Write(ref _count, _count + 1);
        if (latency is not null && PublishTemplate.TryReadSentAt(packet, out var sentAt)) latency.Add(sentAt, now);
        if (!PacketScan.TryNumberAfter(packet, "\"seq\":"u8, out var seq))
        {
            errors.Add("message without seq");
            return;
        }

        if (_lastSeq != 0 && seq != _lastSeq + 1)
            errors.Add(seq > _lastSeq ? "gap in a session's messages" : "message repeated or out of order");
        _lastSeq = seq;
    }
}
