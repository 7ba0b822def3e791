using Parley.Protocol.Access;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;

namespace Parley.Protocol.Tests.Grpc;

/// <summary>
/// A packet without what the contract has no place for. Whatever is changed here is lost on the way through gRPC, and nothing else is.
/// </summary>
internal static class ContractForm
{
    private static readonly DateTime Epoch = DateTime.UnixEpoch;

    public static ClientPacket Of(ClientPacket packet) => Typed(packet) with { Extra = Of(packet.Extra) };

    // Times of {ctrl} and {meta} and the effective mode have no fields.
    public static ServerPacket Of(ServerPacket packet) => packet switch
    {
        CtrlPacket ctrl => ctrl with { Timestamp = default, Params = Members(ctrl.Params) },
        DataPacket data => data with { Head = Members(data.Head), Deleted = Of(data.Deleted) },
        PresPacket pres => pres with { Access = Of(pres.Access) },
        InfoPacket info => info with { What = Of(info.What) },
        MetaPacket meta => meta with
        {
            Timestamp = null, Desc = Of(meta.Desc), Sub = meta.Sub?.Select(Of).ToList(), Aux = Members(meta.Aux),
        },
        _ => packet,
    };

    private static ClientPacket Typed(ClientPacket packet) => packet switch
    {
        AccPacket acc => acc with
        {
            AuthLevel = Level(acc.AuthLevel), Desc = Of(acc.Desc), Cred = Of(acc.Cred),
            Secret = Of(acc.Secret), TmpSecret = Of(acc.TmpSecret), Token = Of(acc.Token),
        },
        LoginPacket login => login with { Secret = Of(login.Secret), Cred = Of(login.Cred) },
        SubPacket sub => sub with { Set = Of(sub.Set), Get = Of(sub.Get) },
        SetPacket set => set with { Query = Of(set.Query)! },
        GetPacket get => get with { Query = Of(get.Query)! },
        PubPacket pub => pub with { Head = Members(pub.Head) },
        DelPacket del => del with { Cred = Of(del.Cred) },
        NotePacket note => note with { What = Of(note.What) },
        _ => packet,
    };

    private static ExtraPart? Of(ExtraPart? extra) => extra is null ? null : extra with { AuthLevel = Level(extra.AuthLevel) };

    private static SetQuery? Of(SetQuery? query) =>
        query is null ? null : query with { Desc = Of(query.Desc), Sub = Of(query.Sub), Cred = Of(query.Cred), Aux = Members(query.Aux) };

    // Options of deletion logs have no field.
    private static GetQuery? Of(GetQuery? query) =>
        query is null ? null : query with { Desc = Of(query.Desc), Sub = Of(query.Sub), Data = Of(query.Data), Del = null };

    private static GetOptions? Of(GetOptions? options) => options is null ? null : options with { IfModifiedSince = Of(options.IfModifiedSince) };

    private static DescPart? Of(DescPart? desc) => desc is null ? null : desc with { DefaultAccess = Of(desc.DefaultAccess) };

    // A part with nothing inside is no part.
    private static SubPart? Of(SubPart? sub) => sub is null || (sub.User ?? "") + sub.Mode == "" ? null : sub;

    private static DefaultAccessPart? Of(DefaultAccessPart? access) =>
        access is null || (access.Auth ?? "") + access.Anon == "" ? null : access;

    private static List<CredPart>? Of(IReadOnlyList<CredPart>? creds) => creds?.Select(cred => Of(cred)!).ToList();

    private static CredPart? Of(CredPart? cred) => cred is null ? null : cred with { Params = Members(cred.Params) };

    private static TopicDesc? Of(TopicDesc? desc) => desc is null ? null : desc with
    {
        Created = Of(desc.Created), Updated = Of(desc.Updated), Touched = Of(desc.Touched), Access = Of(desc.Access), SubscriberCount = 0,
        DefaultAccess = Of(desc.DefaultAccess), Seen = Of(desc.Seen),
    };

    private static TopicSub Of(TopicSub sub) => sub with
    {
        Updated = Of(sub.Updated), Deleted = Of(sub.Deleted), Touched = Of(sub.Touched), Access = Of(sub.Access), SubscriberCount = 0,
        Seen = Of(sub.Seen),
    };

    private static SeenPart? Of(SeenPart? seen) =>
        seen is null or { When: null, UserAgent: null or "" } ? null : seen with { When = Of(seen.When) };

    private static AccessPart? Of(AccessPart? access) => access is null ? null : access with { Mode = null };

    // Three notes have no numbers.
    private static NoteWhat Of(NoteWhat what) =>
        what is NoteWhat.KeyPressAudio or NoteWhat.KeyPressVideo or NoteWhat.Data ? NoteWhat.None : what;

    // An enumeration has no other words.
    private static string? Level(string? word) => AuthLevels.Format(AuthLevels.Parse(word)) is { Length: > 0 } known ? known : null;

    private static byte[]? Of(byte[]? bytes) => bytes is { Length: 0 } ? null : bytes;

    // Milliseconds, of which 0 stands for none.
    private static DateTime? Of(DateTime? time)
    {
        if (time is not { } known)
            return null;
        var whole = known.AddTicks(-(known.Ticks % TimeSpan.TicksPerMillisecond));
        return whole == Epoch ? null : whole;
    }

    // Only members go through, each by itself, and none that is null: blanks between them do not, and what is no object has none.
    private static Payload Members(Payload value)
    {
        var members = PayloadObject.Members(value).Where(member => !member.Value.IsNull).ToList();
        return members.Count > 0 ? PayloadObject.FromMembers(members) : default;
    }
}
