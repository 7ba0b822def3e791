using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;

namespace Parley.Protocol.Grpc;

/// <summary>Reads packets of servers (part A 1.4).</summary>
internal static class ServerReader
{
    /// <summary>The packet; null if there is none.</summary>
    public static ServerPacket? Read(Pbx.ServerMsg message) => message.MessageCase switch
    {
        Pbx.ServerMsg.MessageOneofCase.Ctrl => Ctrl(message.Ctrl),
        Pbx.ServerMsg.MessageOneofCase.Data => Data(message.Data),
        Pbx.ServerMsg.MessageOneofCase.Pres => Pres(message.Pres),
        Pbx.ServerMsg.MessageOneofCase.Meta => Meta(message.Meta),
        Pbx.ServerMsg.MessageOneofCase.Info => Info(message.Info),
        _ => null,
    };

    private static CtrlPacket Ctrl(Pbx.ServerCtrl ctrl) => new()
    {
        Id = FieldReader.Text(ctrl.Id),
        Topic = FieldReader.Text(ctrl.Topic),
        Code = new ReplyCode(ctrl.Code, ctrl.Text),
        Params = FieldReader.Object(ctrl.Params),
    };

    private static DataPacket Data(Pbx.ServerData data) => new()
    {
        Topic = FieldReader.Text(data.Topic),
        From = FieldReader.Text(data.FromUserId),
        Timestamp = FieldReader.Time(data.Timestamp),
        Deleted = FieldReader.TimeOrNone(data.DeletedAt),
        Seq = data.SeqId,
        Head = FieldReader.Object(data.Head),
        Content = FieldReader.Value(data.Content),
    };

    private static PresPacket Pres(Pbx.ServerPres pres) => new()
    {
        Topic = FieldReader.Text(pres.Topic),
        Source = FieldReader.Text(pres.Src),
        What = Enum.IsDefined(pres.What) ? (PresWhat)pres.What : PresWhat.None,
        UserAgent = FieldReader.Text(pres.UserAgent),
        Seq = pres.SeqId,
        DelId = pres.DelId,
        Ranges = FieldReader.Ranges(pres.DelSeq),
        Target = FieldReader.Text(pres.TargetUserId),
        Actor = FieldReader.Text(pres.ActorUserId),
        Access = Access(pres.Acs),
    };

    private static InfoPacket Info(Pbx.ServerInfo info) => new()
    {
        Topic = FieldReader.Text(info.Topic),
        Source = FieldReader.Text(info.Src),
        From = FieldReader.Text(info.FromUserId),
        What = FieldReader.Note(info.What),
        Seq = info.SeqId,
        Event = FieldReader.Event(info.Event),
        Payload = FieldReader.Value(info.Payload),
    };

    private static MetaPacket Meta(Pbx.ServerMeta meta) => new()
    {
        Id = FieldReader.Text(meta.Id),
        Topic = FieldReader.Text(meta.Topic),
        Desc = meta.Desc is { } desc ? Desc(desc) : null,
        Sub = FieldReader.List(meta.Sub, Sub),
        Del = meta.Del is { } del ? new DelValues(del.DelId, FieldReader.Ranges(del.DelSeq) ?? []) : null,
        Tags = FieldReader.Texts(meta.Tags),
        Cred = FieldReader.List(meta.Cred, static cred =>
            new CredInfo(FieldReader.Text(cred.Method), FieldReader.Text(cred.Value), cred.Done)),
        Aux = FieldReader.Object(meta.Aux),
    };

    private static TopicDesc Desc(Pbx.TopicDesc desc) => new()
    {
        Created = FieldReader.TimeOrNone(desc.CreatedAt),
        Updated = FieldReader.TimeOrNone(desc.UpdatedAt),
        Touched = FieldReader.TimeOrNone(desc.TouchedAt),
        State = FieldReader.Text(desc.State),
        Online = desc.Online,
        IsChannel = desc.IsChan,
        Seen = Seen(desc.LastSeenTime, desc.LastSeenUserAgent),
        DefaultAccess = FieldReader.DefaultAccess(desc.Defacs),
        Access = Access(desc.Acs),
        Seq = desc.SeqId,
        ReadSeq = desc.ReadId,
        RecvSeq = desc.RecvId,
        DelId = desc.DelId,
        Public = FieldReader.Value(desc.Public),
        Trusted = FieldReader.Value(desc.Trusted),
        Private = FieldReader.Value(desc.Private),
    };

    private static TopicSub Sub(Pbx.TopicSub sub) => new()
    {
        Updated = FieldReader.TimeOrNone(sub.UpdatedAt),
        Deleted = FieldReader.TimeOrNone(sub.DeletedAt),
        Online = sub.Online,
        Access = Access(sub.Acs),
        ReadSeq = sub.ReadId,
        RecvSeq = sub.RecvId,
        Public = FieldReader.Value(sub.Public),
        Trusted = FieldReader.Value(sub.Trusted),
        Private = FieldReader.Value(sub.Private),
        User = FieldReader.Text(sub.UserId),
        Topic = FieldReader.Text(sub.Topic),
        Touched = FieldReader.TimeOrNone(sub.TouchedAt),
        Seq = sub.SeqId,
        DelId = sub.DelId,
        Seen = Seen(sub.LastSeenTime, sub.LastSeenUserAgent),
    };

    private static AccessPart? Access(Pbx.AccessMode? access) =>
        access is null or { Want: "", Given: "" } ? null : new AccessPart(FieldReader.Text(access.Want), FieldReader.Text(access.Given));

    private static SeenPart? Seen(long when, string agent) =>
        when == 0 && agent.Length == 0 ? null : new SeenPart(FieldReader.TimeOrNone(when), FieldReader.Text(agent));
}
