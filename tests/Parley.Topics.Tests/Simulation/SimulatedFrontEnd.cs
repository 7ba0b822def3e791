using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Topics.Effects;

namespace Parley.Topics.Tests.Simulation;

/// <summary>Carries out what a topic sends, as a front end does, and watches for what must never happen.</summary>
internal sealed class SimulatedFrontEnd : IEffectSink
{
    private readonly Dictionary<SessionId, int> _lastSeen = [];

    public Dictionary<SessionId, (UserId User, AccessMode Mode, bool IsReader)> Attached { get; } = [];

    /// <summary>Replies since the last look.</summary>
    public List<(SessionId Session, ServerPacket Packet)> Replies { get; } = [];

    public List<string> Faults { get; } = [];

    public bool IsClosed { get; set; }

    public bool WantsRetry { get; set; }

    public void Emit(TopicName topic, IReadOnlyList<TopicEffect> effects)
    {
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case TopicEffect.Deliver deliver:
                    Take(deliver.Delivery);
                    break;
                case TopicEffect.CloseTopic:
                    IsClosed = true;
                    break;
                case TopicEffect.ArmTimer { Timer: TimerKey.Retry }:
                    WantsRetry = true;
                    break;
            }
        }
    }

    private void Take(Delivery delivery)
    {
        switch (delivery)
        {
            case Delivery.Reply reply:
                Replies.Add((reply.Session, reply.Packet));
                break;
            case Delivery.Attach attach:
                Attached[attach.Session] = (attach.User, attach.Mode, attach.IsReader);
                _lastSeen[attach.Session] = attach.Seq;
                break;
            case Delivery.Detach detach:
                Attached.Remove(detach.Session);
                break;
            case Delivery.DetachAll:
                Attached.Clear();
                break;
            case Delivery.ModeChanged changed:
                foreach (var (session, at) in Attached.Where(a => a.Value.User == changed.User).ToArray())
                    Attached[session] = at with { Mode = changed.Mode };
                break;
            case Delivery.Broadcast { Packets.Default: DataPacket data } broadcast:
                foreach (var (session, at) in Attached)
                {
                    if (broadcast.Audience.Includes(session, at.User, at.Mode, at.IsReader))
                        Deliver(session, at.Mode, data);
                }
                break;
        }
    }

    private void Deliver(SessionId session, AccessMode mode, DataPacket data)
    {
        if (!mode.IsReader)
            Faults.Add($"message {data.Seq} to somebody without R ({mode})");
        if (data.Seq <= _lastSeen[session])
            Faults.Add($"message {data.Seq} after {_lastSeen[session]}");
        _lastSeen[session] = data.Seq;
        var hasReply = data.From is { } from && Replies.Any(r => r.Packet is CtrlPacket { Code.Number: 202 });
        if (!hasReply)
            Faults.Add($"message {data.Seq} came before its acknowledgement");
    }
}
