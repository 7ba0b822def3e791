using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using Parley.Topics.Calls;
using Parley.Topics.Publish;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Calls;

/// <summary>A conversation in which Alice calls and Bob is called.</summary>
internal static class CallWorld
{
    public const string Invitation = """{"webrtc":"started","mime":"text/x-drafty","aonly":true}""";

    public static readonly TopicOptions WithCalls = Options with { CallsEnabled = true, CallTimeout = TimeSpan.FromSeconds(30) };

    /// <summary>Alice's call rings at Bob's; it is message 1.</summary>
    public static TopicState Ringing(params UserId[] attached)
    {
        var topic = Conversation().Attached(attached.Length > 0 ? attached : [Alice, Bob]);
        topic.Apply(Call(topic, Alice));
        return topic;
    }

    /// <summary>Bob has answered a minute ago; that is message 2.</summary>
    public static TopicState Speaking(params UserId[] attached)
    {
        var topic = Ringing(attached);
        topic.Apply(Step(topic, Bob, CallEvent.Accept));
        return topic;
    }

    public static TopicPlan Call(TopicState topic, UserId user, string head = Invitation, TopicOptions? options = null) =>
        new PublishHandler(options ?? WithCalls).Decide(topic, Ask(user, topic.AddressFor(user), new PubPacket
        {
            Id = "1",
            Head = Payload.FromJson(head),
            Content = Payload.FromString("call"),
        }));

    public static TopicPlan Step(
        TopicState topic, UserId user, CallEvent step, int seq = 1, int session = 1, string? payload = null, TimeSpan later = default)
    {
        var packet = new NotePacket { What = NoteWhat.Call, Event = step, Seq = seq, Payload = payload is null ? default : Payload.FromJson(payload) };
        var request = Ask(user, topic.AddressFor(user), packet);
        return new CallHandler().Decide(topic, request with
        {
            Who = request.Who with { Session = SessionOf(user, session) },
            ReceivedAt = Now + later,
        });
    }

    /// <summary>The message that a plan stores.</summary>
    public static StoredMessage? Stored(this TopicPlan plan) => plan.Writes.OfType<SaveMessage>().SingleOrDefault()?.Message;

    /// <summary>What the plan says to single sessions.</summary>
    public static IReadOnlyList<(SessionId To, InfoPacket Info)> Said(this TopicPlan plan) =>
        [.. plan.Deliveries().OfType<Delivery.Reply>().Where(r => r.Packet is InfoPacket).Select(r => (r.Session, (InfoPacket)r.Packet))];
}
