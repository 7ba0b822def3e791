using System.Buffers;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets;
using Parley.Protocol.Routing;
using Parley.Topics;
using Parley.Topics.Presence;
using Parley.Topics.Unread;

namespace Parley.Cluster.Contracts;

/// <summary>
/// Between the model and what travels between processes. Packets travel as JSON, so that the protocol's types stay free of
/// the cluster's and two versions of the server understand each other as well as a client does.
/// </summary>
internal sealed class WireCodec(IPacketCodec packets)
{
    public WireInput? Encode(TopicInput input) => input switch
    {
        TopicInput.Request { Asked: var asked } => new WireInput.Request
        {
            At = asked.ReceivedAt,
            Who = Encode(asked.Who),
            Address = asked.Address,
            Packet = Bytes(asked.Packet),
            Number = asked.Number,
            Resumes = asked.Resumes,
        },
        TopicInput.SessionGone gone => new WireInput.SessionGone { At = gone.At, Session = gone.Session.Number },
        TopicInput.Activity activity => new WireInput.Activity
        {
            At = activity.At,
            Session = activity.Session.Number,
            UserAgent = activity.UserAgent,
        },
        TopicInput.Foreground foreground => new WireInput.Foreground { At = foreground.At, Session = foreground.Session.Number },
        _ => null,
    };

    /// <summary>Null if it is none that this version understands.</summary>
    public TopicInput? Decode(WireInput input, FrontEndId frontEnd) => input switch
    {
        WireInput.Request request when packets.DecodeClient(request.Packet) is { } packet => new TopicInput.Request(
            new TopicRequest(Decode(request.Who, frontEnd), request.Address, packet, request.Number, request.At, request.Resumes)),
        WireInput.SessionGone gone => new TopicInput.SessionGone(new SessionId(frontEnd, gone.Session), gone.At),
        WireInput.Activity activity =>
            new TopicInput.Activity(new SessionId(frontEnd, activity.Session), activity.UserAgent, activity.At),
        WireInput.Foreground foreground => new TopicInput.Foreground(new SessionId(frontEnd, foreground.Session), foreground.At),
        _ => null,
    };

    public WireDelivery Encode(Delivery delivery) => delivery switch
    {
        Delivery.Reply reply => new WireDelivery.Reply
        {
            Session = Encode(reply.Session),
            Packet = Bytes(reply.Packet),
            EndsRequest = reply.EndsRequest,
        },
        Delivery.Broadcast broadcast => new WireDelivery.Broadcast
        {
            Packets = Encode(broadcast.Packets),
            Audience = Encode(broadcast.Audience),
        },
        Delivery.NotifyOnMe { Notice: var notice } => new WireDelivery.NotifyOnMe
        {
            Groups = [.. notice.Groups.Select(Encode)],
            UnlessAttachedTo = notice.UnlessAttachedTo?.Value,
            SkipSession = Encode(notice.SkipSession),
            NeedsPresence = notice.NeedsPresence,
        },
        Delivery.Attach attach => new WireDelivery.Attach
        {
            Session = Encode(attach.Session),
            User = attach.User.Value,
            Mode = attach.Mode.Bits,
            IsReader = attach.IsReader,
            Seq = attach.Seq,
        },
        Delivery.Detach detach => new WireDelivery.Detach { Session = Encode(detach.Session) },
        Delivery.DetachAll => new WireDelivery.DetachAll(),
        Delivery.ModeChanged changed => new WireDelivery.ModeChanged
        {
            User = changed.User.Value,
            Mode = changed.Mode.Bits,
            IsReader = changed.IsReader,
        },
        _ => throw new ArgumentOutOfRangeException(nameof(delivery), delivery.GetType().Name, "A delivery of no known kind."),
    };

    /// <summary>Null if it is none that this version understands.</summary>
    public Delivery? Decode(WireDelivery delivery) => delivery switch
    {
        WireDelivery.Reply reply when packets.DecodeServer(reply.Packet) is { } packet =>
            new Delivery.Reply(Decode(reply.Session), packet, reply.EndsRequest),
        WireDelivery.Broadcast broadcast when Decode(broadcast.Packets) is { } variants =>
            new Delivery.Broadcast(variants, Decode(broadcast.Audience)),
        WireDelivery.NotifyOnMe notice => new Delivery.NotifyOnMe(new MeNotice
        {
            Groups = [.. notice.Groups.Select(Decode).OfType<MeNoticeGroup>()],
            UnlessAttachedTo = notice.UnlessAttachedTo is { } topic ? new TopicName(topic) : null,
            SkipSession = Decode(notice.SkipSession),
            NeedsPresence = notice.NeedsPresence,
        }),
        WireDelivery.Attach attach => new Delivery.Attach(
            Decode(attach.Session), new UserId(attach.User), new AccessMode(attach.Mode), attach.IsReader, attach.Seq),
        WireDelivery.Detach detach => new Delivery.Detach(Decode(detach.Session)),
        WireDelivery.DetachAll => new Delivery.DetachAll(),
        WireDelivery.ModeChanged changed => new Delivery.ModeChanged(
            new UserId(changed.User), changed.IsReader, new AccessMode(changed.Mode)),
        _ => null,
    };

    public static WireNotice Encode(IReadOnlyList<TopicName> targets, TopicNotice notice, DateTime at) => new()
    {
        Targets = [.. targets.Select(t => t.Value)],
        From = notice.From.Value,
        Source = notice.Source,
        What = (int)notice.What,
        Command = (int)notice.Command,
        WantsReply = notice.WantsReply,
        UserAgent = notice.UserAgent,
        At = at,
        SkipSession = Encode(notice.SkipSession),
        LastSeq = notice.Unread.LastSeq,
        ReadSeq = notice.Unread.ReadSeq,
    };

    public static TopicInput.Notice Decode(WireNotice notice) => new(
        new TopicNotice(
            new TopicName(notice.From),
            notice.Source,
            (NoticeWhat)notice.What,
            (NoticeCommand)notice.Command,
            notice.WantsReply,
            notice.UserAgent,
            Decode(notice.SkipSession))
        {
            Unread = new UnreadMark(notice.LastSeq, notice.ReadSeq),
        },
        notice.At);

    public static WireSession Encode(SessionId session) => new(session.FrontEnd.Value, session.Number);

    public static SessionId Decode(WireSession session) => new(new FrontEndId(session.FrontEnd), session.Number);

    private static WireRequester Encode(Requester who) => new()
    {
        Session = who.Session.Number,
        User = who.User.Value,
        Level = (int)who.Level,
        SessionUser = who.SessionUser.Value,
        SessionLevel = (int)who.SessionLevel,
        IsBackground = who.IsBackground,
        UserAgent = who.UserAgent,
        Country = who.Country,
        Language = who.Language,
    };

    private static Requester Decode(WireRequester who, FrontEndId frontEnd) => new()
    {
        Session = new SessionId(frontEnd, who.Session),
        User = new UserId(who.User),
        Level = (AuthLevel)who.Level,
        SessionUser = new UserId(who.SessionUser),
        SessionLevel = (AuthLevel)who.SessionLevel,
        IsBackground = who.IsBackground,
        UserAgent = who.UserAgent,
        Country = who.Country,
        Language = who.Language,
    };

    private static WireAudience Encode(Audience audience) => new()
    {
        Needs = audience.Needs.Bits,
        NeedsAny = audience.NeedsAny.Bits,
        Forbids = audience.Forbids.Bits,
        SkipSession = Encode(audience.SkipSession),
        OnlySession = Encode(audience.OnlySession),
        OnlyUser = audience.OnlyUser.Value,
        ExcludeUser = audience.ExcludeUser.Value,
        Readers = (int)audience.Readers,
    };

    private static Audience Decode(WireAudience audience) => new()
    {
        Needs = new AccessMode(audience.Needs),
        NeedsAny = new AccessMode(audience.NeedsAny),
        Forbids = new AccessMode(audience.Forbids),
        SkipSession = Decode(audience.SkipSession),
        OnlySession = Decode(audience.OnlySession),
        OnlyUser = new UserId(audience.OnlyUser),
        ExcludeUser = new UserId(audience.ExcludeUser),
        Readers = (ReaderRule)audience.Readers,
    };

    private WireNoticeGroup Encode(MeNoticeGroup group) => new()
    {
        Packets = Encode(group.Packets),
        Users = [.. group.Users.Select(u => u.Value)],
    };

    private MeNoticeGroup? Decode(WireNoticeGroup group) =>
        Decode(group.Packets) is { } packets ? new MeNoticeGroup(packets, [.. group.Users.Select(u => new UserId(u))]) : null;

    private WireVariants Encode(PacketVariants variants) => new()
    {
        Default = Bytes(variants.Default),
        SpecialUser = variants.SpecialUser.Value,
        Special = variants.Special is { } special ? Bytes(special) : null,
        ForReaders = variants.ForReaders is { } forReaders ? Bytes(forReaders) : null,
    };

    private PacketVariants? Decode(WireVariants variants) => packets.DecodeServer(variants.Default) is { } common
        ? new PacketVariants(
            common,
            new UserId(variants.SpecialUser),
            variants.Special is { } special ? packets.DecodeServer(special) : null,
            variants.ForReaders is { } forReaders ? packets.DecodeServer(forReaders) : null)
        : null;

    private byte[] Bytes(ServerPacket packet)
    {
        var output = new ArrayBufferWriter<byte>(512);
        packets.Encode(packet, output);
        return output.WrittenSpan.ToArray();
    }

    private byte[] Bytes(ClientPacket packet)
    {
        var output = new ArrayBufferWriter<byte>(512);
        packets.Encode(packet, output);
        return output.WrittenSpan.ToArray();
    }
}
