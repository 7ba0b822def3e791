using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Writes;
using Parley.Topics.Audiences;
using Parley.Topics.Handlers;

namespace Parley.Topics.History;

/// <summary>Decides what a {del msg} does: deletes messages for everybody, or for the requester only (part B 4.5).</summary>
public sealed class DelMessagesHandler(TopicOptions options) : MemoryHandler
{
    private static readonly AccessMode NoticeMode = AccessMode.Presence | AccessMode.Read;

    public override TopicPlan Decide(TopicView topic, TopicRequest request)
    {
        if (!topic.IsAttached(request.Session))
            return TopicPlan.Reject(request, ReplyCodes.MustAttachFirst);
        if (request.SpeaksAsReader() || request.IsFromReader(topic))
            return TopicPlan.Reject(request, ReplyCodes.NotAllowed);
        if (topic.LiveMember(request.Who.User) is not { } own || !own.Mode.HasAny(AccessMode.Delete | AccessMode.Read))
            return TopicPlan.Reject(request, ReplyCodes.PermissionDenied);
        var packet = (DelPacket)request.Packet;
        if (!SeqRangeSet.TryRead(packet.Ranges, topic.LastSeq, out var ranges, out var count)
            || (count > options.DeleteMessagesMax && ranges.Count > 1))
            return TopicPlan.Reject(request, ReplyCodes.Malformed);

        // Compat: who may not delete for everybody deletes for itself instead, without a word.
        var isHard = packet.Hard && own.Mode.IsDeleter;
        var delId = topic.DelId + 1;
        var plan = new TopicPlan(request);
        // Compat: older messages stay, also for owners, though the reply and the notices name all ranges that were asked for.
        var notBefore = isHard && options.MessageDeleteAge is { } age ? request.ReceivedAt - age : (DateTime?)null;
        plan.Write(new DeleteMessages(topic.Name, delId, isHard ? default : own.User, ranges, request.ReceivedAt, notBefore));
        if (isHard)
            TellEverybody(topic, request, plan, delId, ranges);
        else if (own.Mode.IsPresencer)
            TellOwnSessions(topic, request, plan, delId, ranges);
        plan.Reply(ReplyCodes.Ok, ReplyParams.Number("del", delId));
        return plan;
    }

    private static void TellEverybody(
        TopicView topic, TopicRequest request, TopicPlan plan, int delId, IReadOnlyList<SeqRange> ranges)
    {
        var actor = request.Who.User;
        // Channel readers do not learn who it was.
        plan.Broadcast(
            RecipientNaming.ForAttached(
                topic, name => InTopic(name, actor.ToString(), delId, ranges), name => InTopic(name, null, delId, ranges)),
            new Audience { Needs = NoticeMode, SkipSession = request.Session });
        var groups = new List<MeNoticeGroup>(2);
        if (topic.MembersWith(NoticeMode) is { Count: > 0 } members)
        {
            var packets = RecipientNaming.OnMe(topic, actor, (source, isActor) => OnMe(source, isActor ? null : actor.ToString(), delId));
            groups.Add(new MeNoticeGroup(packets, members));
        }
        UserId[] readers = [.. topic.Readers.Values.Where(r => r.Mode.Has(NoticeMode)).Select(r => r.User)];
        if (readers.Length > 0)
            groups.Add(new MeNoticeGroup(new PacketVariants(OnMe(topic.Name.ChannelAddress, null, delId)), readers));
        if (groups.Count > 0)
            Notify(topic, request, plan, groups);
    }

    private static void TellOwnSessions(
        TopicView topic, TopicRequest request, TopicPlan plan, int delId, IReadOnlyList<SeqRange> ranges)
    {
        var user = request.Who.User;
        var name = topic.AddressFor(user);
        plan.Broadcast(
            new PacketVariants(InTopic(name, user.ToString(), delId, ranges)),
            new Audience { OnlyUser = user, Needs = AccessMode.Presence, SkipSession = request.Session });
        Notify(topic, request, plan, [new MeNoticeGroup(new PacketVariants(OnMe(name, null, delId)), [user])]);
    }

    private static void Notify(TopicView topic, TopicRequest request, TopicPlan plan, IReadOnlyList<MeNoticeGroup> groups) =>
        plan.NotifyOnMe(new MeNotice { Groups = groups, UnlessAttachedTo = topic.Name, SkipSession = request.Session });

    private static PresPacket InTopic(string name, string? source, int delId, IReadOnlyList<SeqRange> ranges) => new()
    {
        Topic = name,
        Source = source,
        What = PresWhat.Deleted,
        DelId = delId,
        Ranges = ranges,
    };

    private static PresPacket OnMe(string source, string? actor, int delId) => new()
    {
        Topic = TopicAddress.Me,
        Source = source,
        What = PresWhat.Deleted,
        Actor = actor,
        DelId = delId,
    };
}
