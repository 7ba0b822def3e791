using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Topics.Effects;
using Parley.Topics.Presence;

namespace Parley.Topics.Tests.Worlds;

/// <summary>Users, topics in memory and requests, for tests that decide by hand.</summary>
internal static class World
{
    public static readonly DateTime Now = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);
    public static readonly UserId Alice = new(1);
    public static readonly UserId Bob = new(2);
    public static readonly UserId Carol = new(3);
    public static readonly TopicName Team = new("grpAAAAAAAAAAE");
    public static readonly TopicOptions Options = new() { P2PDeleteEnabled = true, SubscribersMax = 8 };

    public static StoredSubscription Row(TopicName topic, UserId user, string want, string? given = null, bool isReader = false) => new()
    {
        Key = new SubscriptionKey(topic, user, isReader),
        Created = Now,
        Updated = Now,
        Want = AccessMode.Parse(want),
        Given = AccessMode.Parse(given ?? want),
    };

    /// <summary>A group owned by Alice.</summary>
    public static TopicState Group(params StoredSubscription[] others) => Group(isChannel: false, others);

    public static TopicState Group(bool isChannel, params StoredSubscription[] others)
    {
        var row = new StoredTopic
        {
            Name = Team,
            Created = Now,
            Updated = Now,
            Touched = Now,
            Owner = Alice,
            IsChannel = isChannel,
            Access = new DefaultAccess(isChannel ? AccessMasks.ChannelMember : AccessMasks.Member, AccessMode.None),
        };
        return new TopicState(row, [Row(Team, Alice, "JRWPASDO"), .. others]);
    }

    /// <summary>The conversation of Alice and Bob.</summary>
    public static TopicState Conversation(string alice = "JRWPAD", string bob = "JRWPAD")
    {
        var name = TopicName.P2P(Alice, Bob);
        var row = new StoredTopic { Name = name, Created = Now, Updated = Now, Touched = Now };
        return new TopicState(row, [Row(name, Alice, alice), Row(name, Bob, bob)]);
    }

    /// <summary>Alice's own topic, entered.</summary>
    public static TopicState Me(params Contact[] contacts) => Me("JPS", contacts);

    public static TopicState Me(string mode, params Contact[] contacts)
    {
        var user = new StoredUser { Id = Alice, Created = Now, Updated = Now };
        var me = TopicName.Me(Alice);
        var state = new TopicState(me, user, Row(me, Alice, mode));
        var plan = new TopicPlan();
        plan.Change(new LiveChange.ContactsLoaded(contacts));
        plan.Change(new LiveChange.Announced(true));
        state.Apply(plan);
        return state;
    }

    public static SessionId SessionOf(UserId user, int number = 1) => new(new FrontEndId(7), (long)user.Value * 100 + number);

    /// <summary>Attaches a first session of each user.</summary>
    public static TopicState Attached(this TopicState topic, params UserId[] users)
    {
        foreach (var user in users)
        {
            var plan = new TopicPlan();
            plan.Change(new LiveChange.Attached(new Attachment(SessionOf(user), user, IsReader: false, IsBackground: false, null)));
            topic.Apply(plan);
        }
        return topic;
    }

    public static Requester By(UserId user, AuthLevel level = AuthLevel.Authenticated) => new()
    {
        Session = SessionOf(user),
        User = user,
        Level = level,
        SessionUser = user,
        SessionLevel = level,
    };

    public static TopicRequest Ask(UserId user, string address, ClientPacket packet, AuthLevel level = AuthLevel.Authenticated) =>
        new(By(user, level), address, packet, 1, Now);

    /// <summary>Code and text of the reply; null if there is none.</summary>
    public static CtrlPacket? Ctrl(this TopicPlan plan) => plan.Replies().OfType<CtrlPacket>().FirstOrDefault();

    public static IEnumerable<ServerPacket> Replies(this TopicPlan plan) =>
        plan.Deliveries().OfType<Delivery.Reply>().Select(r => r.Packet);

    public static IEnumerable<Delivery> Deliveries(this TopicPlan plan) =>
        plan.Effects.OfType<TopicEffect.Deliver>().Select(d => d.Delivery);

    public static IEnumerable<TopicEffect.RouteToTopic> Routes(this TopicPlan plan) => plan.Effects.OfType<TopicEffect.RouteToTopic>();
}
