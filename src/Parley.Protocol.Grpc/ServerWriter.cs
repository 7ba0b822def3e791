using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;

namespace Parley.Protocol.Grpc;

/// <summary>Writes packets of servers (part A 1.4).</summary>
internal static class ServerWriter
{
    public static Pbx.ServerMsg Write(ServerPacket packet) => packet switch
    {
        DataPacket data => new Pbx.ServerMsg { Data = Data(data) },
        CtrlPacket ctrl => new Pbx.ServerMsg { Ctrl = Ctrl(ctrl) },
        PresPacket pres => new Pbx.ServerMsg { Pres = Pres(pres) },
        InfoPacket info => new Pbx.ServerMsg { Info = Info(info) },
        MetaPacket meta => new Pbx.ServerMsg { Meta = Meta(meta) },
        _ => throw new ArgumentException($"The contract has no {packet.GetType().Name}.", nameof(packet)),
    };

    private static Pbx.ServerCtrl Ctrl(CtrlPacket ctrl)
    {
        var message = new Pbx.ServerCtrl
        {
            Id = FieldWriter.Text(ctrl.Id),
            Topic = FieldWriter.Text(ctrl.Topic),
            Code = ctrl.Code.Number,
            Text = FieldWriter.Text(ctrl.Code.Text),
        };
        FieldWriter.Object(ctrl.Params, message.Params);
        return message;
    }

    private static Pbx.ServerData Data(DataPacket data)
    {
        var message = new Pbx.ServerData
        {
            Topic = FieldWriter.Text(data.Topic),
            FromUserId = FieldWriter.Text(data.From),
            Timestamp = FieldWriter.Time(data.Timestamp),
            DeletedAt = FieldWriter.Time(data.Deleted),
            SeqId = data.Seq,
            Content = FieldWriter.Value(data.Content),
        };
        FieldWriter.Object(data.Head, message.Head);
        return message;
    }

    private static Pbx.ServerPres Pres(PresPacket pres)
    {
        var message = new Pbx.ServerPres
        {
            Topic = FieldWriter.Text(pres.Topic),
            Src = FieldWriter.Text(pres.Source),
            What = (Pbx.ServerPres.Types.What)pres.What,
            UserAgent = FieldWriter.Text(pres.UserAgent),
            SeqId = pres.Seq,
            DelId = pres.DelId,
            TargetUserId = FieldWriter.Text(pres.Target),
            ActorUserId = FieldWriter.Text(pres.Actor),
            Acs = pres.Access is { } access ? Access(access) : null,
        };
        FieldWriter.Ranges(pres.Ranges, message.DelSeq);
        return message;
    }

    private static Pbx.ServerInfo Info(InfoPacket info) => new()
    {
        Topic = FieldWriter.Text(info.Topic),
        Src = FieldWriter.Text(info.Source),
        FromUserId = FieldWriter.Text(info.From),
        What = FieldWriter.Note(info.What),
        SeqId = info.Seq,
        Event = (Pbx.CallEvent)info.Event,
        Payload = FieldWriter.Value(info.Payload),
    };

    private static Pbx.ServerMeta Meta(MetaPacket meta)
    {
        var message = new Pbx.ServerMeta
        {
            Id = FieldWriter.Text(meta.Id),
            Topic = FieldWriter.Text(meta.Topic),
            Desc = meta.Desc is { } desc ? Desc(desc) : null,
            Del = meta.Del is { } del ? Del(del) : null,
        };
        message.Sub.AddRange((meta.Sub ?? []).Select(Sub));
        message.Cred.AddRange((meta.Cred ?? []).Select(static cred => new Pbx.ServerCred
        {
            Method = FieldWriter.Text(cred.Method),
            Value = FieldWriter.Text(cred.Value),
            Done = cred.IsDone,
        }));
        FieldWriter.Texts(meta.Tags, message.Tags);
        FieldWriter.Object(meta.Aux, message.Aux);
        return message;
    }

    private static Pbx.DelValues Del(DelValues del)
    {
        var message = new Pbx.DelValues { DelId = del.DelId };
        FieldWriter.Ranges(del.Ranges, message.DelSeq);
        return message;
    }

    private static Pbx.TopicDesc Desc(TopicDesc desc) => new()
    {
        CreatedAt = FieldWriter.Time(desc.Created),
        UpdatedAt = FieldWriter.Time(desc.Updated),
        TouchedAt = FieldWriter.Time(desc.Touched),
        State = FieldWriter.Text(desc.State),
        Online = desc.Online,
        IsChan = desc.IsChannel,
        LastSeenTime = FieldWriter.Time(desc.Seen?.When),
        LastSeenUserAgent = FieldWriter.Text(desc.Seen?.UserAgent),
        Defacs = FieldWriter.DefaultAccess(desc.DefaultAccess),
        Acs = desc.Access is { } access ? Access(access) : null,
        SeqId = desc.Seq,
        ReadId = desc.ReadSeq,
        RecvId = desc.RecvSeq,
        DelId = desc.DelId,
        Public = FieldWriter.Value(desc.Public),
        Trusted = FieldWriter.Value(desc.Trusted),
        Private = FieldWriter.Value(desc.Private),
    };

    private static Pbx.TopicSub Sub(TopicSub sub) => new()
    {
        UpdatedAt = FieldWriter.Time(sub.Updated),
        DeletedAt = FieldWriter.Time(sub.Deleted),
        Online = sub.Online,
        // Always there: clients read members of it without asking.
        Acs = Access(sub.Access),
        ReadId = sub.ReadSeq,
        RecvId = sub.RecvSeq,
        Public = FieldWriter.Value(sub.Public),
        Trusted = FieldWriter.Value(sub.Trusted),
        Private = FieldWriter.Value(sub.Private),
        UserId = FieldWriter.Text(sub.User),
        Topic = FieldWriter.Text(sub.Topic),
        TouchedAt = FieldWriter.Time(sub.Touched),
        SeqId = sub.Seq,
        DelId = sub.DelId,
        LastSeenTime = FieldWriter.Time(sub.Seen?.When),
        LastSeenUserAgent = FieldWriter.Text(sub.Seen?.UserAgent),
    };

    private static Pbx.AccessMode Access(AccessPart? access) =>
        new() { Want = FieldWriter.Text(access?.Want), Given = FieldWriter.Text(access?.Given) };
}
