using Parley.Protocol;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;

namespace Parley.Topics.Handlers;

/// <summary>
/// The parts of a {get} or {set}, whether they come alone or inside a {sub}; who asks for them; and how they are answered.
/// </summary>
public static class RequestParts
{
    private static readonly GetQuery EmptyQuery = new();
    private static readonly SetQuery EmptySet = new();

    /// <summary>What is asked for.</summary>
    public static GetQuery Query(this TopicRequest request) => request.Packet switch
    {
        GetPacket get => get.Query,
        SubPacket { Get: { } query } => query,
        _ => EmptyQuery,
    };

    /// <summary>What is to be set.</summary>
    public static SetQuery Sent(this TopicRequest request) => request.Packet switch
    {
        SetPacket set => set.Query,
        SubPacket { Set: { } set } => set,
        _ => EmptySet,
    };

    /// <summary>
    /// The requester takes part as a channel reader: its session is attached so, or is not attached and says so.
    /// </summary>
    public static bool IsFromReader(this TopicRequest request, TopicView topic) =>
        topic.Attachments.TryGetValue(request.Session, out var attachment) ? attachment.IsReader : request.SpeaksAsReader();

    /// <summary>The requester in its role; null if it has no live subscription, or is a reader who is not attached.</summary>
    public static Subscriber? ParticipantOf(this TopicView topic, TopicRequest request) =>
        topic.Participant(request.Who.User, request.IsFromReader(topic));

    /// <summary>The topic as the requester sees it, whatever it has written.</summary>
    public static string NameSeen(this TopicRequest request, TopicView topic) =>
        topic.AddressFor(request.Who.User, request.IsFromReader(topic));

    /// <summary>A plan that refuses a part.</summary>
    public static TopicPlan Refuse(this TopicRequest request, TopicView topic, ReplyCode code) =>
        TopicPlan.Reject(request, code, topic: request.NameInReplies(topic));

    /// <summary>A plan that says that a part has nothing to tell.</summary>
    /// <param name="what">The word for the part in the reply.</param>
    public static TopicPlan NoContent(this TopicRequest request, TopicView topic, string what)
    {
        var plan = new TopicPlan(request);
        plan.Reply(ReplyCodes.NoContent, ReplyParams.What(what), request.NameInReplies(topic));
        return plan;
    }

    /// <summary>A plan that answers with a part.</summary>
    public static TopicPlan Answer(this TopicRequest request, MetaPacket packet)
    {
        var plan = new TopicPlan(request);
        plan.Meta(packet);
        return plan;
    }

    /// <summary>At most as many as allowed: more, or no limit at all, means the maximum.</summary>
    public static int LimitOf(this GetOptions? options, int max) => options is { Limit: > 0 } asked && asked.Limit < max ? asked.Limit : max;

    /// <summary>True if a change at <paramref name="updated"/> is news to the requester.</summary>
    public static bool IsNews(this GetOptions? options, DateTime updated) =>
        options?.IfModifiedSince is not { } since || since < updated;
}
