using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;

namespace Parley.Protocol.Json;

/// <summary>Reads packets of a server: for tools, tests and links between processes.</summary>
internal static class JsonServerReader
{
    /// <summary>The packet; null if there is none.</summary>
    /// <exception cref="System.Text.Json.JsonException">The text is no JSON.</exception>
    public static ServerPacket? Read(ReadOnlySpan<byte> source)
    {
        var json = new JsonCursor(source, stackalloc byte[JsonCursor.NameMax * 6]);
        if (!json.BeginDocument())
            return null;
        ServerPacket? packet = null;
        while (json.NextMember())
        {
            if (json.Is("ctrl"u8))
                packet = Ctrl(ref json);
            else if (json.Is("data"u8))
                packet = Data(ref json);
            else if (json.Is("meta"u8))
                packet = Meta(ref json);
            else if (json.Is("pres"u8))
                packet = Pres(ref json);
            else if (json.Is("info"u8))
                packet = Info(ref json);
            else
                json.Skip();
        }
        return json.IsBad || !json.EndDocument() ? null : packet;
    }

    private static CtrlPacket? Ctrl(ref JsonCursor json)
    {
        if (!json.BeginObject())
            return null;
        var p = new CtrlPacket();
        var (code, text) = (0, "");
        while (json.NextMember())
        {
            if (json.Is("id"u8))
                p = p with { Id = json.Text(null) };
            else if (json.Is("topic"u8))
                p = p with { Topic = json.Text(null) };
            else if (json.Is("params"u8))
                p = p with { Params = json.RawObject(default) };
            else if (json.Is("code"u8))
                code = json.Number(0);
            else if (json.Is("text"u8))
                text = json.Text("");
            else if (json.Is("ts"u8))
                p = p with { Timestamp = json.Time(null) ?? default };
            else
                json.Skip();
        }
        return p with { Code = new ReplyCode(code, text ?? "") };
    }

    private static DataPacket? Data(ref JsonCursor json)
    {
        if (!json.BeginObject())
            return null;
        var p = new DataPacket();
        while (json.NextMember())
        {
            if (json.Is("topic"u8))
                p = p with { Topic = json.Text(null) };
            else if (json.Is("from"u8))
                p = p with { From = json.Text(null) };
            else if (json.Is("ts"u8))
                p = p with { Timestamp = json.Time(null) ?? default };
            else if (json.Is("deleted"u8))
                p = p with { Deleted = json.Time(null) };
            else if (json.Is("seq"u8))
                p = p with { Seq = json.Number(0) };
            else if (json.Is("head"u8))
                p = p with { Head = json.RawObject(default) };
            else if (json.Is("content"u8))
                p = p with { Content = json.Raw() };
            else
                json.Skip();
        }
        return p;
    }

    private static PresPacket? Pres(ref JsonCursor json)
    {
        if (!json.BeginObject())
            return null;
        var p = new PresPacket();
        while (json.NextMember())
        {
            if (json.Is("topic"u8))
                p = p with { Topic = json.Text(null) };
            else if (json.Is("src"u8))
                p = p with { Source = json.Text(null) };
            else if (json.Is("what"u8))
                p = p with { What = JsonNames.PresWhatOf(json.Text(null)) };
            else if (json.Is("ua"u8))
                p = p with { UserAgent = json.Text(null) };
            else if (json.Is("seq"u8))
                p = p with { Seq = json.Number(0) };
            else if (json.Is("clear"u8))
                p = p with { DelId = json.Number(0) };
            else if (json.Is("delseq"u8))
                p = p with { Ranges = json.Ranges(null) };
            else if (json.Is("tgt"u8))
                p = p with { Target = json.Text(null) };
            else if (json.Is("act"u8))
                p = p with { Actor = json.Text(null) };
            else if (json.Is("dacs"u8))
                p = p with { Access = Access(ref json) };
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
                p = p with { Topic = json.Text(null) };
            else if (json.Is("src"u8))
                p = p with { Source = json.Text(null) };
            else if (json.Is("from"u8))
                p = p with { From = json.Text(null) };
            else if (json.Is("what"u8))
                p = p with { What = JsonNames.NoteWhatOf(json.Text(null)) };
            else if (json.Is("seq"u8))
                p = p with { Seq = json.Number(0) };
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
                p = p with { Id = json.Text(null) };
            else if (json.Is("topic"u8))
                p = p with { Topic = json.Text(null) };
            else if (json.Is("ts"u8))
                p = p with { Timestamp = json.Time(null) };
            else if (json.Is("desc"u8))
                p = p with { Desc = JsonMetaParts.Desc(ref json) };
            else if (json.Is("sub"u8))
                p = p with { Sub = JsonMetaParts.Subs(ref json) };
            else if (json.Is("del"u8))
                p = p with { Del = JsonMetaParts.Del(ref json) };
            else if (json.Is("tags"u8))
                p = p with { Tags = json.Texts(null) };
            else if (json.Is("cred"u8))
                p = p with { Cred = JsonMetaParts.Creds(ref json) };
            else if (json.Is("aux"u8))
                p = p with { Aux = json.RawObject(default) };
            else
                json.Skip();
        }
        return p;
    }

    internal static AccessPart? Access(ref JsonCursor json)
    {
        if (!json.BeginObject())
            return null;
        var (want, given, mode, any) = ((string?)null, (string?)null, (string?)null, false);
        while (json.NextMember())
        {
            any = true;
            if (json.Is("want"u8))
                want = json.Text(null);
            else if (json.Is("given"u8))
                given = json.Text(null);
            else if (json.Is("mode"u8))
                mode = json.Text(null);
            else
                json.Skip();
        }
        return any ? new AccessPart(want, given, mode) : null;
    }
}
