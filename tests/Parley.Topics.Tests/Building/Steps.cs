using Parley.Accounts.Credentials;
using Parley.Accounts.Options;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Topics.Effects;
using Parley.Topics.Handlers;
using Parley.Topics.Tags;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Building;

/// <summary>Runs steps on topics of <see cref="Worlds.World"/>, and reads what they plan.</summary>
internal static class Steps
{
    public static readonly DateTime Before = Now.AddHours(-1);
    public static readonly DateTime After = Now.AddHours(1);

    public static readonly TagRewriting Rewriting = new(new ValidatorTable(
        [new EmailValidator()],
        new AccountOptions { Credentials = { ["email"] = new CredentialOptions { AddToTags = true } } }));

    /// <summary>Runs a step to its end: rows by hand are there at once.</summary>
    public static TopicPlan Run(this ITopicStep step, TopicView topic, TopicRequest request, ITopicReader? rows = null)
    {
        var task = step.RunAsync(topic, request, rows ?? new RowsByHand(), CancellationToken.None).AsTask();
        Assert.True(task.IsCompletedSuccessfully);
        return task.Result;
    }

    public static TopicRequest Get(this TopicView topic, UserId user, GetQuery? query = null, string? address = null, AuthLevel level = AuthLevel.Authenticated) =>
        Ask(user, address ?? topic.AddressFor(user), new GetPacket { Id = "1", Query = query ?? new GetQuery() }, level);

    public static TopicRequest Set(this TopicView topic, UserId user, SetQuery query, string? address = null, AuthLevel level = AuthLevel.Authenticated) =>
        Ask(user, address ?? topic.AddressFor(user), new SetPacket { Id = "1", Query = query }, level);

    public static TopicRequest Note(this TopicView topic, UserId user, NoteWhat what, int seq = 0, string? payload = null, string? address = null) =>
        Ask(user, address ?? topic.AddressFor(user), new NotePacket { What = what, Seq = seq, Payload = Json(payload) });

    public static Payload Json(string? json) => json is null ? default : Payload.FromJson(json);

    /// <summary>The topic after messages were published, read by nobody.</summary>
    public static TopicState WithMessages(this TopicState topic, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var message = new StoredMessage { Seq = topic.LastSeq + 1, Timestamp = Now, From = Bob };
            topic.Plan(plan => plan.Write(new Storage.Writes.SaveMessage(topic.Name, message, MarkReadBySender: false, [])));
        }
        return topic;
    }

    /// <summary>A channel reader is attached with its first session.</summary>
    public static TopicState WithReader(this TopicState topic, UserId user, string mode = "JRP") => topic.Plan(plan =>
    {
        plan.Change(new LiveChange.ReaderCached(Row(topic.Name, user, mode, "JRP", isReader: true)));
        plan.Change(new LiveChange.Attached(new Attachment(SessionOf(user), user, IsReader: true, IsBackground: false, null)));
    });

    public static TopicState Plan(this TopicState topic, Action<TopicPlan> change)
    {
        var plan = new TopicPlan();
        change(plan);
        topic.Apply(plan);
        return topic;
    }

    public static StoredUser User(UserId user, string? publicJson = null) => new()
    {
        Id = user,
        Created = Now,
        Updated = Now,
        Access = new DefaultAccess(AccessMode.Parse("JRWPASD"), AccessMode.None),
        Public = Json(publicJson),
    };

    /// <summary>Alice's search, attached.</summary>
    public static TopicState Search(string? query = null, string? stored = null, params string[] tags)
    {
        var name = TopicName.Find(Alice);
        var topic = new TopicState(name, User(Alice) with { Tags = tags }, Row(name, Alice, "JPS") with { Private = Json(stored) }).Attached(Alice);
        return query is null ? topic : topic.Plan(p => p.Change(new LiveChange.QuerySet(SessionOf(Alice), Payload.FromString(query))));
    }

    /// <summary>Alice's notes to herself, attached.</summary>
    public static TopicState OwnNotes()
    {
        var name = TopicName.Self(Alice);
        var row = new StoredTopic
        {
            Name = name,
            Created = Now,
            Updated = Now,
            Touched = Now,
            Owner = Alice,
            Access = new DefaultAccess(AccessMasks.Self, AccessMode.None),
        };
        return new TopicState(row, [Row(name, Alice, "JRWDO")]).Attached(Alice);
    }

    public static MetaPacket Meta(this TopicPlan plan) => Assert.Single(plan.Replies().OfType<MetaPacket>());

    public static int Code(this TopicPlan plan) => Assert.Single(plan.Replies().OfType<CtrlPacket>()).Code.Number;

    public static string Params(this TopicPlan plan) => plan.Ctrl()!.Params.ToString();

    public static TWrite Write<TWrite>(this TopicPlan plan) => Assert.Single(plan.Writes.OfType<TWrite>());

    public static IReadOnlyList<MeNotice> Notices(this TopicPlan plan) =>
        [.. plan.Deliveries().OfType<Delivery.NotifyOnMe>().Select(n => n.Notice)];

    public static IReadOnlyList<Delivery.Broadcast> Broadcasts(this TopicPlan plan) => [.. plan.Deliveries().OfType<Delivery.Broadcast>()];

    /// <summary>The packet that a user is told on me by a notice; null if it is not told.</summary>
    public static ServerPacket? For(this MeNotice notice, UserId user) =>
        notice.Groups.FirstOrDefault(g => g.Users.Contains(user))?.Packets.For(user, isReader: false);

    /// <summary>True if everything else is told before the reply.</summary>
    public static bool RepliesLast(this TopicPlan plan) => plan.Deliveries().Last() is Delivery.Reply;
}
