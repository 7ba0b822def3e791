using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using What = Pbx.ClientDel.Types.What;

namespace Parley.Protocol.Grpc;

/// <summary>Writes packets of clients (part A 1.3).</summary>
internal static class ClientWriter
{
    // The contract has no number for it; any that it does not have is read as unknown.
    private const What UnknownWhat = (What)(-1);

    public static Pbx.ClientMsg Write(ClientPacket packet)
    {
        var message = packet switch
        {
            PubPacket pub => new Pbx.ClientMsg { Pub = Pub(pub) },
            NotePacket note => new Pbx.ClientMsg { Note = Note(note) },
            HiPacket hi => new Pbx.ClientMsg { Hi = Hi(hi) },
            AccPacket acc => new Pbx.ClientMsg { Acc = Acc(acc) },
            LoginPacket login => new Pbx.ClientMsg { Login = Login(login) },
            SubPacket sub => new Pbx.ClientMsg { Sub = Sub(sub) },
            LeavePacket leave => new Pbx.ClientMsg { Leave = Leave(leave) },
            GetPacket get => new Pbx.ClientMsg { Get = Get(get) },
            SetPacket set => new Pbx.ClientMsg { Set = Set(set) },
            DelPacket del => new Pbx.ClientMsg { Del = Del(del) },
            _ => throw new ArgumentException($"The contract has no {packet.GetType().Name}.", nameof(packet)),
        };
        message.Extra = packet.Extra is { } extra ? Extra(extra) : null;
        return message;
    }

    private static Pbx.ClientExtra Extra(ExtraPart extra)
    {
        var message = new Pbx.ClientExtra { OnBehalfOf = FieldWriter.Text(extra.OnBehalfOf), AuthLevel = FieldWriter.Level(extra.AuthLevel) };
        FieldWriter.Texts(extra.Attachments, message.Attachments);
        return message;
    }

    private static Pbx.ClientHi Hi(HiPacket hi) => new()
    {
        Id = FieldWriter.Text(hi.Id),
        UserAgent = FieldWriter.Text(hi.UserAgent),
        Ver = FieldWriter.Text(hi.Version),
        DeviceId = FieldWriter.Text(hi.DeviceId),
        Lang = FieldWriter.Text(hi.Language),
        Platform = FieldWriter.Text(hi.Platform),
        Background = hi.IsBackground,
    };

    private static Pbx.ClientAcc Acc(AccPacket acc)
    {
        var message = new Pbx.ClientAcc
        {
            Id = FieldWriter.Text(acc.Id),
            UserId = FieldWriter.Text(acc.User),
            State = FieldWriter.Text(acc.Status),
            AuthLevel = FieldWriter.Level(acc.AuthLevel),
            Scheme = FieldWriter.Text(acc.Scheme),
            Secret = FieldWriter.Bytes(acc.Secret),
            Login = acc.Login,
            Desc = QueryWriter.Desc(acc.Desc),
            TmpScheme = FieldWriter.Text(acc.TmpScheme),
            TmpSecret = FieldWriter.Bytes(acc.TmpSecret),
            Token = FieldWriter.Bytes(acc.Token),
        };
        FieldWriter.Texts(acc.Tags, message.Tags);
        message.Cred.AddRange((acc.Cred ?? []).Select(FieldWriter.Cred));
        return message;
    }

    private static Pbx.ClientLogin Login(LoginPacket login)
    {
        var message = new Pbx.ClientLogin
        {
            Id = FieldWriter.Text(login.Id),
            Scheme = FieldWriter.Text(login.Scheme),
            Secret = FieldWriter.Bytes(login.Secret),
        };
        message.Cred.AddRange((login.Cred ?? []).Select(FieldWriter.Cred));
        return message;
    }

    private static Pbx.ClientSub Sub(SubPacket sub) => new()
    {
        Id = FieldWriter.Text(sub.Id),
        Topic = FieldWriter.Text(sub.Topic),
        SetQuery = QueryWriter.Set(sub.Set),
        GetQuery = QueryWriter.Get(sub.Get),
    };

    private static Pbx.ClientLeave Leave(LeavePacket leave) =>
        new() { Id = FieldWriter.Text(leave.Id), Topic = FieldWriter.Text(leave.Topic), Unsub = leave.Unsub };

    private static Pbx.ClientPub Pub(PubPacket pub)
    {
        var message = new Pbx.ClientPub
        {
            Id = FieldWriter.Text(pub.Id),
            Topic = FieldWriter.Text(pub.Topic),
            NoEcho = pub.NoEcho,
            Content = FieldWriter.Value(pub.Content),
        };
        FieldWriter.Object(pub.Head, message.Head);
        return message;
    }

    private static Pbx.ClientGet Get(GetPacket get) =>
        new() { Id = FieldWriter.Text(get.Id), Topic = FieldWriter.Text(get.Topic), Query = QueryWriter.Get(get.Query) };

    private static Pbx.ClientSet Set(SetPacket set) =>
        new() { Id = FieldWriter.Text(set.Id), Topic = FieldWriter.Text(set.Topic), Query = QueryWriter.Set(set.Query) };

    private static Pbx.ClientDel Del(DelPacket del)
    {
        var message = new Pbx.ClientDel
        {
            Id = FieldWriter.Text(del.Id),
            Topic = FieldWriter.Text(del.Topic),
            What = WhatOf(del.What),
            UserId = FieldWriter.Text(del.User),
            Cred = del.Cred is { } cred ? FieldWriter.Cred(cred) : null,
            Hard = del.Hard,
        };
        FieldWriter.Ranges(del.Ranges, message.DelSeq);
        return message;
    }

    private static What WhatOf(DelWhat what) => what switch
    {
        DelWhat.Message => What.Msg,
        DelWhat.Topic => What.Topic,
        DelWhat.Subscription => What.Sub,
        DelWhat.User => What.User,
        DelWhat.Credential => What.Cred,
        _ => UnknownWhat,
    };

    private static Pbx.ClientNote Note(NotePacket note) => new()
    {
        Topic = FieldWriter.Text(note.Topic),
        What = FieldWriter.Note(note.What),
        SeqId = note.Seq,
        Unread = note.Unread,
        Event = (Pbx.CallEvent)note.Event,
        Payload = FieldWriter.Value(note.Payload),
    };
}
