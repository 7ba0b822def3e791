using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using What = Pbx.ClientDel.Types.What;

namespace Parley.Protocol.Grpc;

/// <summary>Reads packets of clients (part A 1.3).</summary>
internal static class ClientReader
{
    /// <summary>The packet; null if there is none.</summary>
    public static ClientPacket? Read(Pbx.ClientMsg message)
    {
        ClientPacket? packet = message.MessageCase switch
        {
            Pbx.ClientMsg.MessageOneofCase.Pub => Pub(message.Pub),
            Pbx.ClientMsg.MessageOneofCase.Note => Note(message.Note),
            Pbx.ClientMsg.MessageOneofCase.Hi => Hi(message.Hi),
            Pbx.ClientMsg.MessageOneofCase.Acc => Acc(message.Acc),
            Pbx.ClientMsg.MessageOneofCase.Login => Login(message.Login),
            Pbx.ClientMsg.MessageOneofCase.Sub => Sub(message.Sub),
            Pbx.ClientMsg.MessageOneofCase.Leave => Leave(message.Leave),
            Pbx.ClientMsg.MessageOneofCase.Get => Get(message.Get),
            Pbx.ClientMsg.MessageOneofCase.Set => Set(message.Set),
            Pbx.ClientMsg.MessageOneofCase.Del => Del(message.Del),
            _ => null,
        };
        return packet is null || message.Extra is not { } extra ? packet : packet with { Extra = Extra(extra) };
    }

    private static ExtraPart Extra(Pbx.ClientExtra extra) => new(
        FieldReader.Texts(extra.Attachments), FieldReader.Text(extra.OnBehalfOf), FieldReader.Level(extra.AuthLevel));

    private static HiPacket Hi(Pbx.ClientHi hi) => new()
    {
        Id = FieldReader.Text(hi.Id),
        UserAgent = FieldReader.Text(hi.UserAgent),
        Version = FieldReader.Text(hi.Ver),
        DeviceId = FieldReader.Text(hi.DeviceId),
        Language = FieldReader.Text(hi.Lang),
        Platform = FieldReader.Text(hi.Platform),
        IsBackground = hi.Background,
    };

    private static AccPacket Acc(Pbx.ClientAcc acc) => new()
    {
        Id = FieldReader.Text(acc.Id),
        User = FieldReader.Text(acc.UserId),
        Status = FieldReader.Text(acc.State),
        AuthLevel = FieldReader.Level(acc.AuthLevel),
        Scheme = FieldReader.Text(acc.Scheme),
        Secret = FieldReader.Bytes(acc.Secret),
        Login = acc.Login,
        Tags = FieldReader.Texts(acc.Tags),
        Desc = QueryReader.Desc(acc.Desc),
        Cred = FieldReader.List(acc.Cred, FieldReader.Cred),
        TmpScheme = FieldReader.Text(acc.TmpScheme),
        TmpSecret = FieldReader.Bytes(acc.TmpSecret),
        Token = FieldReader.Bytes(acc.Token),
    };

    private static LoginPacket Login(Pbx.ClientLogin login) => new()
    {
        Id = FieldReader.Text(login.Id),
        Scheme = FieldReader.Text(login.Scheme),
        Secret = FieldReader.Bytes(login.Secret),
        Cred = FieldReader.List(login.Cred, FieldReader.Cred),
    };

    private static SubPacket Sub(Pbx.ClientSub sub) => new()
    {
        Id = FieldReader.Text(sub.Id),
        Topic = FieldReader.Text(sub.Topic),
        Set = QueryReader.Set(sub.SetQuery),
        Get = QueryReader.Get(sub.GetQuery),
    };

    private static LeavePacket Leave(Pbx.ClientLeave leave) => new()
    {
        Id = FieldReader.Text(leave.Id),
        Topic = FieldReader.Text(leave.Topic),
        Unsub = leave.Unsub,
    };

    private static PubPacket Pub(Pbx.ClientPub pub) => new()
    {
        Id = FieldReader.Text(pub.Id),
        Topic = FieldReader.Text(pub.Topic),
        NoEcho = pub.NoEcho,
        Head = FieldReader.Object(pub.Head),
        Content = FieldReader.Value(pub.Content),
    };

    private static GetPacket Get(Pbx.ClientGet get) => new()
    {
        Id = FieldReader.Text(get.Id),
        Topic = FieldReader.Text(get.Topic),
        Query = QueryReader.Get(get.Query) ?? new GetQuery(),
    };

    private static SetPacket Set(Pbx.ClientSet set) => new()
    {
        Id = FieldReader.Text(set.Id),
        Topic = FieldReader.Text(set.Topic),
        Query = QueryReader.Set(set.Query) ?? new SetQuery(),
    };

    private static DelPacket Del(Pbx.ClientDel del) => new()
    {
        Id = FieldReader.Text(del.Id),
        Topic = FieldReader.Text(del.Topic),
        What = WhatOf(del.What),
        Ranges = FieldReader.Ranges(del.DelSeq),
        User = FieldReader.Text(del.UserId),
        Cred = del.Cred is { } cred ? FieldReader.Cred(cred) : null,
        Hard = del.Hard,
    };

    // A number that the contract does not have must not delete messages.
    private static DelWhat WhatOf(What what) => what switch
    {
        What.X0 or What.Msg => DelWhat.Message,
        What.Topic => DelWhat.Topic,
        What.Sub => DelWhat.Subscription,
        What.User => DelWhat.User,
        What.Cred => DelWhat.Credential,
        _ => DelWhat.Unknown,
    };

    private static NotePacket Note(Pbx.ClientNote note) => new()
    {
        Topic = FieldReader.Text(note.Topic),
        What = FieldReader.Note(note.What),
        Seq = note.SeqId,
        Unread = note.Unread,
        Event = FieldReader.Event(note.Event),
        Payload = FieldReader.Value(note.Payload),
    };
}
