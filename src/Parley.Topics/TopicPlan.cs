using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Writes;
using Parley.Topics.Effects;
using Parley.Topics.Presence;

namespace Parley.Topics;

/// <summary>
/// What a decision comes to: writes, changes of memory and effects, each in order, or a refusal, which has a reply only.
/// </summary>
public sealed class TopicPlan
{
    private static readonly IReadOnlyList<StoreWrite> NoWrites = [];
    private static readonly IReadOnlyList<LiveChange> NoChanges = [];
    private static readonly IReadOnlyList<TopicEffect> NoEffects = [];

    private readonly TopicRequest? _request;
    private List<StoreWrite>? _writes;
    private List<LiveChange>? _changes;
    private List<TopicEffect>? _effects;
    private int _lastReply = -1;

    /// <param name="request">Null if nobody has asked: a timer, a session that ended, word of another topic.</param>
    public TopicPlan(TopicRequest? request = null) => _request = request;

    public IReadOnlyList<StoreWrite> Writes => _writes ?? NoWrites;

    public IReadOnlyList<LiveChange> Changes => _changes ?? NoChanges;

    public IReadOnlyList<TopicEffect> Effects => _effects ?? NoEffects;

    /// <summary>Who has asked; null if nobody.</summary>
    public TopicRequest? Request => _request;

    /// <summary>The request was refused.</summary>
    public bool IsRejected { get; private set; }

    /// <summary>The whole request is this plan, so that it may be decided again if the rows it was decided on have moved on.</summary>
    public bool MayBeRetried { get; set; }

    /// <summary>
    /// The plan tells of what nobody can refuse, a lost session say: it holds, and is told, even if what it writes, or what was decided
    /// before it, cannot be stored. So does everything that nobody has asked for and that writes nothing.
    /// </summary>
    public bool HoldsAnyway
    {
        get => field || (_request is null && _writes is null);
        set;
    }

    /// <summary>What the requester is told if the database finds that something unique is taken: by default 409.</summary>
    public Rejection OnDuplicate { get; set; } = new(ReplyCodes.DuplicateCredential);

    /// <summary>A plan that refuses: <c>return TopicPlan.Reject(request, ReplyCodes.PermissionDenied);</c></summary>
    /// <param name="topic">The topic to name in the reply; by default as the client wrote it.</param>
    public static TopicPlan Reject(TopicRequest request, ReplyCode code, Payload parameters = default, string? topic = null)
    {
        var plan = new TopicPlan(request) { IsRejected = true };
        plan.Reply(code, parameters, topic);
        return plan;
    }

    public static TopicPlan Reject(TopicRequest request, Rejection rejection) => Reject(request, rejection.Code, rejection.Params);

    public void Write(StoreWrite write) => (_writes ??= []).Add(write);

    public void Change(LiveChange change) => (_changes ??= []).Add(change);

    public void Effect(TopicEffect effect) => (_effects ??= []).Add(effect);

    public void Deliver(Delivery delivery) => Effect(new TopicEffect.Deliver(delivery));

    /// <summary>A <c>{ctrl}</c> to the requester.</summary>
    /// <param name="topic">By default as the client wrote it.</param>
    /// <param name="at">By default when the request arrived.</param>
    public void Reply(ReplyCode code, Payload parameters = default, string? topic = null, DateTime? at = null)
    {
        if (_request is null)
            return;
        Send(new CtrlPacket
        {
            Id = _request.Packet.Id,
            Topic = topic ?? _request.Address,
            Code = code,
            Params = parameters,
            Timestamp = at ?? _request.ReceivedAt,
        });
    }

    /// <summary>A <c>{meta}</c> to the requester; id and time are filled in.</summary>
    public void Meta(MetaPacket packet)
    {
        if (_request is not null)
            Send(packet with { Id = _request.Packet.Id, Topic = packet.Topic ?? _request.Address, Timestamp = _request.ReceivedAt });
    }

    /// <summary>Any packet to the requester.</summary>
    public void Send(ServerPacket packet)
    {
        if (_request is null)
            return;
        Deliver(new Delivery.Reply(_request.Session, packet, 0));
        _lastReply = _effects!.Count - 1;
    }

    public void Broadcast(PacketVariants packets, Audience audience) => Deliver(new Delivery.Broadcast(packets, audience));

    public void NotifyOnMe(MeNotice notice) => Deliver(new Delivery.NotifyOnMe(notice));

    public void Route(TopicName target, TopicNotice notice) => Effect(new TopicEffect.RouteToTopic(target, notice));

    public void Route(IReadOnlyList<TopicName> targets, TopicNotice notice)
    {
        if (targets.Count > 0)
            Effect(new TopicEffect.RouteToTopics(targets, notice));
    }

    /// <summary>Attaches a session, in memory and at its front end.</summary>
    public void Attach(Attachment attachment, AccessMode mode, int lastSeq)
    {
        Change(new LiveChange.Attached(attachment));
        Deliver(new Delivery.Attach(attachment.Session, attachment.User, mode, attachment.IsReader, lastSeq));
    }

    /// <summary>Detaches a session, in memory and at its front end.</summary>
    public void Detach(SessionId session)
    {
        Change(new LiveChange.Detached(session));
        Deliver(new Delivery.Detach(session));
    }

    /// <summary>The last reply of this plan is the last of its request.</summary>
    public void EndRequest()
    {
        if (_request is null || _lastReply < 0 || _effects is null)
            return;
        if (_effects[_lastReply] is TopicEffect.Deliver { Delivery: Delivery.Reply reply })
            _effects[_lastReply] = new TopicEffect.Deliver(reply with { EndsRequest = _request.Number });
    }
}
