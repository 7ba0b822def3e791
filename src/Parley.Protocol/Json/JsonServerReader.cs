using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;

namespace Parley.Protocol.Json;

/// <summary>Reads packets of servers: for clients, and between processes.</summary>
internal static class JsonServerReader
{
    // More than a client may send, for a value may stand deeper in an answer than in the request that has set it.
    private const int DepthMax = Payload.DepthMax + 8;

    /// <summary>The packet; null if there is none, or something in it cannot be read.</summary>
    /// <exception cref="System.Text.Json.JsonException">The text is no JSON.</exception>
    public static ServerPacket? Read(ReadOnlySpan<byte> source)
    {
        var json = new JsonCursor(source, stackalloc byte[JsonCursor.ScratchLength], DepthMax);
        if (!json.BeginDocument())
            return null;
        ServerPacket? packet = null;
        while (json.NextMember())
        {
            if (json.Is("data"u8))
                packet = Data(ref json);
            else if (json.Is("pres"u8))
                packet = Pres(ref json);
            else if (json.Is("ctrl"u8))
                packet = Ctrl(ref json);
            else if (json.Is("info"u8))
                packet = Info(ref json);
            else if (json.Is("meta"u8))
                packet = Meta(ref json);
            else
                json.Skip();
        }
        return json.EndDocument() ? packet : null;
    }

    private static CtrlPacket? Ctrl(ref JsonCursor json)
    {
        if (!json.BeginObject())
            return null;
        var p = new CtrlPacket();
        var (number, text) = (0, "");
        while (json.NextMember())
        {
            if (json.Is("id"u8))
                p = p with { Id = json.Text(p.Id) };
            else if (json.Is("topic"u8))
                p = p with { Topic = json.Text(p.Topic) };
            else if (json.Is("params"u8))
                p = p with { Params = json.Raw() };
            else if (json.Is("code"u8))
                number = json.Number(number);
            else if (json.Is("text"u8))
                text = json.Text(text)!;
            else if (json.Is("ts"u8))
                p = p with { Timestamp = json.Time() ?? p.Timestamp };
            else
                json.Skip();
        }
        return p with { Code = new ReplyCode(number, text) };
    }

    private static DataPacket? Data(ref JsonCursor json)
    {
        if (!json.BeginObject())
            return null;
        string? topic = null, from = null;
        DateTime? time = null, deleted = null;
        var seq = 0;
        Payload head = default, content = default;
        while (json.NextMember())
        {
            if (json.Is("topic"u8))
                topic = json.Text(topic);
            else if (json.Is("from"u8))
                from = json.Text(from);
            else if (json.Is("ts"u8))
                time = json.Time();
            else if (json.Is("deleted"u8))
                deleted = json.Time();
            else if (json.Is("seq"u8))
                seq = json.Number(seq);
            else if (json.Is("head"u8))
                head = json.RawObject(head);
            else if (json.Is("content"u8))
                content = json.Raw();
            else
                json.Skip();
        }
        return new DataPacket
        {
            Topic = topic, From = from, Timestamp = time ?? default, Deleted = deleted, Seq = seq, Head = head, Content = content,
        };
    }

    private static PresPacket? Pres(ref JsonCursor json)
    {
        if (!json.BeginObject())
            return null;
        var p = new PresPacket();
        while (json.NextMember())
        {
            if (json.Is("topic"u8))
                p = p with { Topic = json.Text(p.Topic) };
            else if (json.Is("src"u8))
                p = p with { Source = json.Text(p.Source) };
            else if (json.Is("what"u8))
                p = p with { What = JsonNames.PresWhatOf(json.Text(null)) };
            else if (json.Is("ua"u8))
                p = p with { UserAgent = json.Text(p.UserAgent) };
            else if (json.Is("seq"u8))
                p = p with { Seq = json.Number(p.Seq) };
            else if (json.Is("clear"u8))
                p = p with { DelId = json.Number(p.DelId) };
            else if (json.Is("delseq"u8))
                p = p with { Ranges = JsonParts.Ranges(ref json) };
            else if (json.Is("tgt"u8))
                p = p with { Target = json.Text(p.Target) };
            else if (json.Is("act"u8))
                p = p with { Actor = json.Text(p.Actor) };
            else if (json.Is("dacs"u8))
                p = p with { Access = JsonMetaReader.Access(ref json) };
            else
                json.Skip();
        }
        return p;
    }

    private static InfoPacket? Info(ref JsonCursor json)
    {
        if (!json.BeginObject())
            return null;
        var p = new InfoPacket();
        while (json.NextMember())
        {
            if (json.Is("topic"u8))
                p = p with { Topic = json.Text(p.Topic) };
            else if (json.Is("src"u8))
                p = p with { Source = json.Text(p.Source) };
            else if (json.Is("from"u8))
                p = p with { From = json.Text(p.From) };
            else if (json.Is("what"u8))
                p = p with { What = JsonNames.NoteWhatOf(json.Text(null)) };
            else if (json.Is("seq"u8))
                p = p with { Seq = json.Number(p.Seq) };
            else if (json.Is("event"u8))
                p = p with { Event = JsonNames.CallEventOf(json.Text(null)) };
            else if (json.Is("payload"u8))
                p = p with { Payload = json.Raw() };
            else
                json.Skip();
        }
        return p;
    }

    private static MetaPacket? Meta(ref JsonCursor json)
    {
        if (!json.BeginObject())
            return null;
        var p = new MetaPacket();
        while (json.NextMember())
        {
            if (json.Is("id"u8))
                p = p with { Id = json.Text(p.Id) };
            else if (json.Is("topic"u8))
                p = p with { Topic = json.Text(p.Topic) };
            else if (json.Is("ts"u8))
                p = p with { Timestamp = json.Time() };
            else if (json.Is("desc"u8))
                p = p with { Desc = JsonMetaReader.Desc(ref json) };
            else if (json.Is("sub"u8))
                p = p with { Sub = JsonMetaReader.Subs(ref json) };
            else if (json.Is("del"u8))
                p = p with { Del = JsonMetaReader.Del(ref json) };
            else if (json.Is("tags"u8))
                p = p with { Tags = JsonParts.Texts(ref json) };
            else if (json.Is("cred"u8))
                p = p with { Cred = JsonMetaReader.Creds(ref json) };
            else if (json.Is("aux"u8))
                p = p with { Aux = json.RawObject(p.Aux) };
            else
                json.Skip();
        }
        return p;
    }
}
