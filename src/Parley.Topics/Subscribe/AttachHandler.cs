using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using Parley.Topics.Access;
using Parley.Topics.Create;
using Parley.Topics.Effects;
using Parley.Topics.Handlers;
using Parley.Topics.Kinds;
using Parley.Topics.Presence;
using Parley.Topics.Unread;

namespace Parley.Topics.Subscribe;

/// <summary>Decides what a {sub} does: makes the topic or the subscription if need be, and attaches the session.</summary>
public sealed class AttachHandler(TopicOptions options) : TopicHandler<AttachFacts>
{
    protected override async ValueTask<AttachFacts> LoadAsync(
        TopicView topic, TopicRequest request, ITopicReader reader, CancellationToken cancellationToken)
    {
        var user = request.Who.User;
        var own = topic.Participant(user, request.SpeaksAsReader()) is null
            ? await reader.Subscriptions.FindAsync(new SubscriptionKey(topic.Name, user, request.SpeaksAsReader()), cancellationToken)
            : null;
        var subscriptions = topic.Exists && Arrival.NeedsContacts(topic, request.Who.IsBackground)
            ? await reader.Subscriptions.OfUserAsync(user, cancellationToken)
            : null;
        if (!topic.Name.TryGetPeerOf(user, out var peer) || !BeginsConversation(topic, user, peer))
            return new AttachFacts(own, null, null, null, subscriptions);
        return new AttachFacts(
            topic.Member(user)?.CurrentRow ?? own,
            await reader.Users.FindAsync(user, cancellationToken),
            await reader.Users.FindAsync(peer, cancellationToken),
            topic.Member(peer)?.CurrentRow,
            subscriptions);
    }

    protected override TopicPlan Decide(TopicView topic, TopicRequest request, AttachFacts facts)
    {
        var packet = (SubPacket)request.Packet;
        if (topic.IsAttached(request.Session))
            return TopicPlan.Reject(request, ReplyCodes.AlreadySubscribed);
        if (!topic.Exists && !CanBegin(topic, request))
            return TopicPlan.Reject(request, topic.Kind.MissingCode);
        if (topic.Exists && request.SpeaksAsReader() && !topic.IsChannel)
            return TopicPlan.Reject(request, ReplyCodes.NotFound);
        if (!string.IsNullOrEmpty(packet.Set?.Sub?.User))
            return TopicPlan.Reject(request, ReplyCodes.Malformed);
        if (!topic.Exists)
            return Begin(topic, request, facts);
        if (topic.Name.TryGetPeerOf(request.Who.User, out var peer) && BeginsConversation(topic, request.Who.User, peer))
            return topic.LiveMember(request.Who.User) is null ? Begin(topic, request, facts) : JoinWithPeer(topic, request, facts, packet);
        return Join(topic, request, facts, packet, []);
    }

    // A conversation that either side has left begins again, but not as long as it goes on: somebody is there, or has just been.
    private static bool BeginsConversation(TopicView topic, UserId user, UserId peer) =>
        !topic.Exists
        || (!topic.WasEntered && (topic.LiveMember(user) is null || topic.LiveMember(peer) is null));

    private static bool CanBegin(TopicView topic, TopicRequest request) => topic.Kind.Creation switch
    {
        TopicCreation.None => false,
        TopicCreation.OnRequest => new TopicAddress(request.Address).IsNew,
        _ => true,
    };

    // The other one has left: it gets its subscription back, and the requester goes on as ever. Nobody is told.
    private TopicPlan JoinWithPeer(TopicView topic, TopicRequest request, AttachFacts facts, SubPacket packet)
    {
        var birth = CreateP2P.Decide(topic, request, facts.Self, facts.Peer, facts.OwnRow, facts.PeerRow, options);
        return birth.Peers is null
            ? TopicPlan.Reject(request, birth.Rejection ?? new Rejection(topic.Kind.MissingCode))
            : Join(topic, request, facts, packet, birth.Writes);
    }

    private TopicPlan Begin(TopicView topic, TopicRequest request, AttachFacts facts)
    {
        var birth = topic.Kind.Creation switch
        {
            TopicCreation.OnRequest => CreateGroup.Decide(topic, request, options),
            TopicCreation.WithPeer => CreateP2P.Decide(topic, request, facts.Self, facts.Peer, facts.OwnRow, facts.PeerRow, options),
            TopicCreation.ForOwner => CreateSelf.Decide(topic, request),
            _ => Birth.Refuse(topic.Kind.MissingCode),
        };
        if (birth.Rejection is { } rejection)
        {
            var refusal = TopicPlan.Reject(request, rejection);
            foreach (var write in birth.Writes)
                refusal.Write(write);
            return refusal;
        }
        var own = birth.Own!;
        // An alias among the tags may be taken.
        var plan = new TopicPlan(request) { OnDuplicate = new Rejection(ReplyCodes.Malformed) };
        foreach (var write in birth.Writes)
            plan.Write(write);
        var access = AccessParams.PartOf(own.Want, own.Given);
        var attachment = Attach(topic, request, plan, own);
        plan.Reply(ReplyCodes.Ok, AccessParams.Of(access, temporaryName: TemporaryName(request)), request.NameInReplies(topic));
        TellPeer(topic, request, plan, birth);
        TellOwnSessions(topic, request, plan, own);
        UnreadNotices.OfSubscription(topic, plan, own);
        // A group begun by a session that is not seen announces itself later: its owner follows it from now on.
        if (topic.Kind.IsContact && attachment is { IsBackground: true } && own.Mode.IsPresencer)
            plan.Route(TopicName.Me(own.Key.User), PresenceRules.OwnStatus(topic, topic.AddressFor(own.Key.User), NoticeCommand.Enable));
        if (attachment is not null)
            Arrival.Plan(topic, plan, attachment, own.Mode, facts.Subscriptions, options);
        return plan;
    }

    /// <param name="first">What is written before.</param>
    private TopicPlan Join(
        TopicView topic, TopicRequest request, AttachFacts facts, SubPacket packet, IReadOnlyList<StoreWrite> first)
    {
        var decision = SelfSubscription.Decide(
            topic, request, packet.Set?.Sub?.Mode, packet.Set?.Desc?.Private ?? default, facts.OwnRow, options);
        var plan = decision.Rejection is { } rejection ? TopicPlan.Reject(request, rejection) : new TopicPlan(request);
        foreach (var write in first)
            plan.Write(write);
        var tellOthers = SubscriptionChange.Plan(topic, request, plan, decision);
        if (decision.Rejection is not null)
        {
            tellOthers();
            return plan;
        }
        var row = decision.After!;
        // Compat: a channel reader is told its access whenever its first session attaches.
        var isFirstOfReader = row.Key.IsReader && !topic.Readers.ContainsKey(request.Who.User);
        var access = decision.HasModeChange || isFirstOfReader ? AccessParams.PartOf(row.Want, row.Given) : null;
        var attachment = Attach(topic, request, plan, row);
        plan.Reply(ReplyCodes.Ok, AccessParams.Of(access), request.NameInReplies(topic));
        tellOthers();
        if (decision.IsNew)
        {
            ExchangeStatus(topic, plan, request.Who.User, row.Mode);
            TellOwnSessions(topic, request, plan, row);
        }
        if (attachment is not null)
            Arrival.Plan(topic, plan, attachment, row.Mode, facts.Subscriptions, options);
        return plan;
    }

    // Whoever has given up J is not attached, though the request has succeeded.
    private static Attachment? Attach(TopicView topic, TopicRequest request, TopicPlan plan, StoredSubscription row)
    {
        if (!row.Mode.IsJoiner)
            return null;
        var attachment = new Attachment(
            request.Session, request.Who.User, row.Key.IsReader, request.Who.IsBackground, request.Who.UserAgent)
        {
            ActiveAt = request.ReceivedAt,
        };
        if (row.Key.IsReader && !topic.Readers.ContainsKey(request.Who.User))
            plan.Change(new LiveChange.ReaderCached(row));
        plan.Attach(attachment, row.Mode, topic.LastSeq);
        return attachment;
    }

    private static string? TemporaryName(TopicRequest request) =>
        new TopicAddress(request.Address).IsNew ? request.Address : null;

    // The other one learns of a new conversation before it sees who is online.
    private static void TellPeer(TopicView topic, TopicRequest request, TopicPlan plan, Birth birth)
    {
        if (!topic.Name.TryGetPeerOf(request.Who.User, out var peer))
            return;
        if (birth.Peers is { } row)
        {
            var user = request.Who.User.ToString();
            var packet = new PresPacket
            {
                Topic = TopicAddress.Me,
                Source = user,
                What = PresWhat.Access,
                Actor = user,
                Access = new AccessPart(row.Want.ToString(), row.Given.ToString()),
            };
            plan.NotifyOnMe(new MeNotice { Groups = [new MeNoticeGroup(new PacketVariants(packet), [peer])], NeedsPresence = false });
        }
        ExchangeStatus(topic, plan, request.Who.User, birth.Own!.Mode, birth.Peers?.Mode ?? topic.ModeOf(peer));
    }

    private static void ExchangeStatus(TopicView topic, TopicPlan plan, UserId user, AccessMode mode)
    {
        if (topic.Name.TryGetPeerOf(user, out var peer))
            ExchangeStatus(topic, plan, user, mode, topic.ModeOf(peer));
    }

    // Each side starts to follow the other if it may, and the peer is asked whether it is online, also one that does not follow.
    private static void ExchangeStatus(TopicView topic, TopicPlan plan, UserId user, AccessMode mode, AccessMode peerMode)
    {
        if (!topic.Name.TryGetPeerOf(user, out var peer))
            return;
        var (me, peerMe) = (TopicName.Me(user), TopicName.Me(peer));
        // Whoever is without P now may have followed an earlier conversation that has ended.
        plan.Route(me, mode.IsPresencer
            ? new TopicNotice(peerMe, peer.ToString(), NoticeWhat.Nothing, NoticeCommand.Enable)
            : new TopicNotice(peerMe, peer.ToString(), NoticeWhat.Off, NoticeCommand.Disable));
        if (!peerMode.IsPresencer)
            plan.Route(peerMe, new TopicNotice(me, user.ToString(), NoticeWhat.Off, NoticeCommand.Disable));
        // The peer answers whether or not it follows the user.
        var command = peerMode.IsPresencer ? NoticeCommand.Enable : NoticeCommand.None;
        plan.Route(peerMe, new TopicNotice(me, user.ToString(), NoticeWhat.Ask, command, WantsReply: true));
    }

    private static void TellOwnSessions(TopicView topic, TopicRequest request, TopicPlan plan, StoredSubscription row)
    {
        var packet = new PresPacket
        {
            Topic = TopicAddress.Me,
            Source = topic.AddressFor(request.Who.User, row.Key.IsReader),
            What = PresWhat.Access,
            Access = new AccessPart(row.Want.ToString(), row.Given.ToString()),
        };
        plan.NotifyOnMe(new MeNotice
        {
            Groups = [new MeNoticeGroup(new PacketVariants(packet), [request.Who.User])],
            SkipSession = request.Session,
            NeedsPresence = false,
        });
    }
}
