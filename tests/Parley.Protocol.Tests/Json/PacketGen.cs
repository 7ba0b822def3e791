using CsCheck;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using static Parley.Protocol.Tests.Json.JsonGen;

namespace Parley.Protocol.Tests.Json;

/// <summary>Any packet, whether it makes sense or not.</summary>
internal static class PacketGen
{
    private static readonly Gen<IReadOnlyList<SeqRange>?> Ranges = ListOrNull(Gen.Select(Number, Number,
        (low, hi) => new SeqRange(low, hi)));

    private static readonly Gen<DefaultAccessPart?> DefaultAccess =
        OrNull(Gen.Select(TextOrNull, TextOrNull, (auth, anon) => new DefaultAccessPart(auth, anon)));

    private static readonly Gen<CredPart> Cred = Gen.Select(TextOrNull, TextOrNull, TextOrNull, ObjectOrNull,
        (method, value, response, parameters) =>
        new CredPart { Method = method, Value = value, Response = response, Params = parameters });

    private static readonly Gen<DescPart?> Desc = OrNull(Gen.Select(DefaultAccess, AnyValue, AnyValue, AnyValue,
        (access, pub, trusted, priv) =>
        new DescPart { DefaultAccess = access, Public = pub, Trusted = trusted, Private = priv }));

    private static readonly Gen<GetOptions?> Options = OrNull(Gen.Select(
        Gen.Select(TextOrNull, TextOrNull), OrNone(Ticks), Gen.Select(Number, Number, Number), Ranges, (names, ims, numbers, ranges) =>
        new GetOptions
        {
            User = names.Item1, Topic = names.Item2, IfModifiedSince = ims,
            Since = numbers.Item1, Before = numbers.Item2, Limit = numbers.Item3, Ranges = ranges,
        }));

    private static readonly Gen<GetQuery> GetQuery = Gen.Select(TextOrNull, Options, Options, Options, Options,
        (what, desc, sub, data, del) =>
        new GetQuery { What = what, Desc = desc, Sub = sub, Data = data, Del = del });

    private static readonly Gen<SetQuery> SetQuery = Gen.Select(
        Desc, OrNull(Gen.Select(TextOrNull, TextOrNull,
            (user, mode) => new SubPart(user, mode))), ListOrNull(Text), OrNull(Cred), ObjectOrNull,
        (desc, sub, tags, cred, aux) => new SetQuery { Desc = desc, Sub = sub, Tags = tags, Cred = cred, Aux = aux });

    private static readonly Gen<ExtraPart?> Extra = OrNull(Gen.Select(ListOrNull(Text), TextOrNull, TextOrNull,
        (attachments, user, level) =>
        new ExtraPart(attachments, user, level)));

    private static readonly Gen<HiPacket> Hi = Gen.Select(TextOrNull, TextOrNull, TextOrNull, TextOrNull, TextOrNull, Gen.Bool,
        (agent, version, device, language, platform, isBackground) => new HiPacket
        {
            UserAgent = agent, Version = version, DeviceId = device, Language = language, Platform = platform, IsBackground = isBackground,
        });

    private static readonly Gen<AccPacket> Acc = Gen.Select(
        Gen.Select(TextOrNull, TextOrNull, TextOrNull, TextOrNull, TextOrNull), Gen.Select(BytesOrNull, BytesOrNull, BytesOrNull), Gen.Bool,
        ListOrNull(Text), Desc, ListOrNull(Cred), (texts, bytes, login, tags, desc, cred) => new AccPacket
        {
            User = texts.Item1, Status = texts.Item2, AuthLevel = texts.Item3, Scheme = texts.Item4, TmpScheme = texts.Item5,
            Secret = bytes.Item1, TmpSecret = bytes.Item2, Token = bytes.Item3, Login = login, Tags = tags, Desc = desc, Cred = cred,
        });

    private static readonly Gen<ClientPacket> AnyClient = Gen.OneOf<ClientPacket>(
        Hi.Select(ClientPacket (p) => p),
        Acc.Select(ClientPacket (p) => p),
        Gen.Select(TextOrNull, BytesOrNull, ListOrNull(Cred), ClientPacket (scheme, secret, cred) =>
            new LoginPacket { Scheme = scheme, Secret = secret, Cred = cred }),
        Gen.Select(TextOrNull, OrNull(SetQuery), OrNull(GetQuery), ClientPacket (topic, set, get) =>
            new SubPacket { Topic = topic, Set = set, Get = get }),
        Gen.Select(TextOrNull, Gen.Bool, ClientPacket (topic, unsub) => new LeavePacket { Topic = topic, Unsub = unsub }),
        Gen.Select(TextOrNull, Gen.Bool, ObjectOrNull, AnyValue, ClientPacket (topic, noEcho, head, content) =>
            new PubPacket { Topic = topic, NoEcho = noEcho, Head = head, Content = content }),
        Gen.Select(TextOrNull, GetQuery, ClientPacket (topic, query) => new GetPacket { Topic = topic, Query = query }),
        Gen.Select(TextOrNull, SetQuery, ClientPacket (topic, query) => new SetPacket { Topic = topic, Query = query }),
        Gen.Select(TextOrNull, Gen.Enum<DelWhat>(), Ranges, TextOrNull, OrNull(Cred), Gen.Bool,
            ClientPacket (topic, what, ranges, user, cred, hard) =>
            new DelPacket { Topic = topic, What = what, Ranges = ranges, User = user, Cred = cred, Hard = hard }));

    private static readonly Gen<ClientPacket> Note = Gen.Select(
        TextOrNull, Gen.Enum<NoteWhat>(), Number, Number, Gen.Enum<CallEvent>(), AnyValue,
            ClientPacket (topic, what, seq, unread, step, payload) =>
        new NotePacket { Topic = topic, What = what, Seq = seq, Unread = unread, Event = step, Payload = payload });

    /// <summary>A packet of a client. Notes have no id.</summary>
    public static readonly Gen<ClientPacket> Client = Gen.Select(
        Gen.OneOf(Gen.Select(AnyClient, TextOrNull, (packet, id) => packet with { Id = id }), Note), Extra,
        (packet, extra) => packet with { Extra = extra });

    private static readonly Gen<AccessPart> Access = Gen.Select(Text, SomeTextOrNull, SomeTextOrNull, (want, given, mode) =>
        new AccessPart(want == "" ? "N" : want, given, mode));

    private static readonly Gen<SeenPart?> Seen = OrNull(Gen.Select(OrNone(Milliseconds), SomeTextOrNull,
        (when, agent) => new SeenPart(when, agent)));

    private static readonly Gen<(DateTime?, DateTime?, DateTime?)> Times =
        Gen.Select(OrNone(Milliseconds), OrNone(Milliseconds), OrNone(Milliseconds));

    private static readonly Gen<(int, int, int, int, int)> Numbers = Gen.Select(Number, Number, Number, Number, Number);

    private static readonly Gen<(Payload, Payload, Payload)> Values = Gen.Select(AnyValue, AnyValue, AnyValue);

    private static readonly Gen<TopicDesc> TopicDesc = Gen.Select(
        Times, Gen.Select(SomeTextOrNull, Gen.Bool, Gen.Bool), Seen, DefaultAccess, OrNull(Access), Numbers, Values,
        (times, state, seen, defaultAccess, access, n, values) => new TopicDesc
        {
            Created = times.Item1, Updated = times.Item2, Touched = times.Item3, State = state.Item1, Online = state.Item2,
                IsChannel = state.Item3,
            Seen = seen, DefaultAccess = defaultAccess, Access = access,
            Seq = n.Item1, ReadSeq = n.Item2, RecvSeq = n.Item3, DelId = n.Item4, SubscriberCount = n.Item5,
            Public = values.Item1, Trusted = values.Item2, Private = values.Item3,
        });

    private static readonly Gen<TopicSub> TopicSub = Gen.Select(
        Times, Gen.Select(SomeTextOrNull, SomeTextOrNull, Gen.Bool), Seen, OrNull(Access), Numbers, Values,
        (times, names, seen, access, n, values) => new TopicSub
        {
            Updated = times.Item1, Deleted = times.Item2, Touched = times.Item3, User = names.Item1, Topic = names.Item2,
                Online = names.Item3,
            Seen = seen, Access = access, Seq = n.Item1, ReadSeq = n.Item2, RecvSeq = n.Item3, DelId = n.Item4, SubscriberCount = n.Item5,
            Public = values.Item1, Trusted = values.Item2, Private = values.Item3,
        });

    private static readonly Gen<MetaPacket> Meta = Gen.Select(
        Gen.Select(SomeTextOrNull, OrNone(Milliseconds)), OrNull(TopicDesc), ListOrNull(TopicSub),
        OrNull(Gen.Select(Number, Ranges, (id, ranges) => new DelValues(id, ranges ?? []))), ListOrNull(Text),
        ListOrNull(Gen.Select(SomeTextOrNull, SomeTextOrNull, Gen.Bool,
            (method, value, isDone) => new CredInfo(method, value, isDone))), SomeObjectOrNull,
        (top, desc, sub, del, tags, cred, aux) =>
            new MetaPacket { Id = top.Item1, Timestamp = top.Item2, Desc = desc, Sub = sub, Del = del, Tags = tags, Cred = cred,
                Aux = aux });

    private static readonly Gen<ServerPacket> AnyServer = Gen.OneOf<ServerPacket>(
        Meta.Select(ServerPacket (p) => p),
        Gen.Select(SomeTextOrNull, Number, Text, AnyValue, Milliseconds, ServerPacket (id, code, text, parameters, time) =>
            new CtrlPacket { Id = id, Code = new ReplyCode(code, text), Params = parameters, Timestamp = time }),
        Gen.Select(SomeTextOrNull, Milliseconds, OrNone(Milliseconds), Number, SomeObjectOrNull, AnyValue,
            ServerPacket (from, time, deleted, seq, head, content) =>
            new DataPacket { From = from, Timestamp = time, Deleted = deleted, Seq = seq, Head = head, Content = content }),
        Gen.Select(
            Gen.Select(SomeTextOrNull, SomeTextOrNull, SomeTextOrNull, SomeTextOrNull), Gen.Enum<PresWhat>(), Number, Number, Ranges,
                OrNull(Access),
            ServerPacket (texts, what, seq, delId, ranges, access) => new PresPacket
            {
                Source = texts.Item1, UserAgent = texts.Item2, Target = texts.Item3, Actor = texts.Item4,
                What = what, Seq = seq, DelId = delId, Ranges = ranges, Access = access,
            }),
        Gen.Select(SomeTextOrNull, SomeTextOrNull, Gen.Enum<NoteWhat>(), Number, Gen.Enum<CallEvent>(), AnyValue,
            ServerPacket (source, from, what, seq, step, payload) =>
            new InfoPacket { Source = source, From = from, What = what, Seq = seq, Event = step, Payload = payload }));

    /// <summary>A packet of a server.</summary>
    public static readonly Gen<ServerPacket> Server = Gen.Select(AnyServer, SomeTextOrNull,
        (packet, topic) => packet with { Topic = topic });
}
