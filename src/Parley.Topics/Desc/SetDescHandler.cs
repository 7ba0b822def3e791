using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Writes;
using Parley.Topics.Effects;
using Parley.Topics.Handlers;
using Parley.Topics.Kinds;

namespace Parley.Topics.Desc;

/// <summary>
/// Decides what the "desc" of a {set} changes: the description that others see, default access, the private part, or what a
/// session searches for (part B 7.1).
/// </summary>
public sealed class SetDescHandler(TopicOptions options) : MemoryHandler
{
    public override TopicPlan Decide(TopicView topic, TopicRequest request)
    {
        var sent = request.Sent().Desc ?? new DescPart();
        var isSearch = topic.Kind.Description == DescriptionSource.Query;
        if (!sent.Trusted.IsNull && (isSearch || request.Who.Level != AuthLevel.Root))
            return request.Refuse(topic, ReplyCodes.PermissionDenied);
        var sentMain = sent.DefaultAccess is not null || !sent.Public.IsNull || !sent.Trusted.IsNull;
        if (sentMain && !topic.Kind.MayDescribe(topic, request.Who.User, request.IsFromReader(topic)))
            return request.Refuse(topic, ReplyCodes.PermissionDenied);

        var main = MainChange.None;
        if (HasMain(topic) && sentMain && MainChange.Read(topic, sent, options, out main) is { } refusal)
            return request.Refuse(topic, refusal);
        var own = topic.ParticipantOf(request);
        if (!BoundedMerge.TryMerge(own?.Private ?? default, sent.Private, options, out var newPrivate))
            return request.Refuse(topic, ReplyCodes.PolicyViolation);
        if (newPrivate is not null && own is null)
            return request.Refuse(topic, ReplyCodes.PermissionDenied);
        Payload? newQuery = null;
        if (isSearch && !BoundedMerge.TryMerge(topic.Queries.GetValueOrDefault(request.Session), sent.Public, options, out newQuery))
            return request.Refuse(topic, ReplyCodes.PolicyViolation);
        // Compat: removing a query is fine even if there is none.
        if (isSearch && sent.Public.IsClear)
            newQuery = default(Payload);
        if (!main.IsAny && newPrivate is null && newQuery is null)
            return request.Refuse(topic, ReplyCodes.NotModified);

        var plan = new TopicPlan(request);
        if (newQuery is { } query)
            plan.Change(new LiveChange.QuerySet(request.Session, query));
        WriteMain(topic, request, plan, main);
        if (newPrivate is { } note)
            plan.Write(new PutSubscription(own!.CurrentRow with { Private = note, Updated = request.ReceivedAt, Version = own.Row.Version + 1 }));
        if (main.IsSeen)
            DescNotices.OfMain(topic, plan, request);
        else if (newPrivate is not null)
            DescNotices.OfPrivate(topic, plan, request);
        plan.Reply(ReplyCodes.Ok, topic: request.NameInReplies(topic));
        return plan;
    }

    private static bool HasMain(TopicView topic) =>
        topic.Kind.Description == DescriptionSource.User
        || (topic.Kind.Description == DescriptionSource.Topic && topic.Kind.CountsSubscribers);

    private static void WriteMain(TopicView topic, TopicRequest request, TopicPlan plan, MainChange main)
    {
        if (!main.IsAny)
            return;
        // Compat: a change of default access alone is no news of the topic.
        DateTime? updated = main.IsSeen ? request.ReceivedAt : null;
        if (topic.Kind.Description == DescriptionSource.User)
        {
            if (!topic.Name.TryGetOwner(out var user))
                return;
            plan.Write(new UpdateUser(user, topic.Version)
            {
                Updated = updated,
                Access = main.Access,
                Public = main.Public,
                Trusted = main.Trusted,
            });
        }
        else
        {
            plan.Write(new UpdateTopic(topic.Name, topic.Version)
            {
                Updated = updated,
                Access = main.Access,
                Public = main.Public,
                Trusted = main.Trusted,
            });
        }
        var files = AttachedFiles.FirstOf(request.Packet.Extra);
        if (files.Count > 0)
            plan.Write(new LinkFiles(topic.Name, files));
    }
}
