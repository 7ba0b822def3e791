using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;

namespace Parley.Protocol.Json;

/// <summary>Reads packets of clients (part A 1.1, 1.3).</summary>
internal static class JsonClientReader
{
    // Opaque values stand at most four levels deep.
    private const int DepthMax = Payload.DepthMax + 4;

    /// <summary>The packet; null if there is none, or something in it cannot be read.</summary>
    /// <exception cref="System.Text.Json.JsonException">The text is no JSON.</exception>
    public static ClientPacket? Read(ReadOnlySpan<byte> source)
    {
        var json = new JsonCursor(source, stackalloc byte[JsonCursor.ScratchLength], DepthMax);
        if (!json.BeginDocument())
            return null;
        PubPacket? pub = null;
        SubPacket? sub = null;
        LeavePacket? leave = null;
        HiPacket? hi = null;
        LoginPacket? login = null;
        GetPacket? get = null;
        SetPacket? set = null;
        DelPacket? del = null;
        AccPacket? acc = null;
        NotePacket? note = null;
        ExtraPart? extra = null;
        while (json.NextMember())
        {
            if (json.Is("pub"u8))
                pub = Pub(ref json, pub);
            else if (json.Is("note"u8))
                note = Note(ref json, note);
            else if (json.Is("get"u8))
                get = Get(ref json, get);
            else if (json.Is("sub"u8))
                sub = Sub(ref json, sub);
            else if (json.Is("leave"u8))
                leave = Leave(ref json, leave);
            else if (json.Is("set"u8))
                set = Set(ref json, set);
            else if (json.Is("del"u8))
                del = Del(ref json, del);
            else if (json.Is("hi"u8))
                hi = Hi(ref json, hi);
            else if (json.Is("login"u8))
                login = Login(ref json, login);
            else if (json.Is("acc"u8))
                acc = Acc(ref json, acc);
            else if (json.Is("extra"u8))
                extra = JsonParts.Extra(ref json, extra);
            else
                json.Skip();
        }
        if (!json.EndDocument())
            return null;
        // Of several kinds in one packet the first of this order counts.
        ClientPacket? packet = (ClientPacket?)pub ?? (ClientPacket?)sub ?? (ClientPacket?)leave ?? (ClientPacket?)hi ?? (ClientPacket?)login
            ?? (ClientPacket?)get ?? (ClientPacket?)set ?? (ClientPacket?)del ?? (ClientPacket?)acc ?? note;
        return extra is null || packet is null ? packet : packet with { Extra = extra };
    }

    private static HiPacket? Hi(ref JsonCursor json, HiPacket? before)
    {
        if (!json.BeginObject())
            return null;
        var p = before ?? new HiPacket();
        while (json.NextMember())
        {
            if (json.Is("id"u8))
                p = p with { Id = json.Text(p.Id) };
            else if (json.Is("ua"u8))
                p = p with { UserAgent = json.Text(p.UserAgent) };
            else if (json.Is("ver"u8))
                p = p with { Version = json.Text(p.Version) };
            else if (json.Is("dev"u8))
                p = p with { DeviceId = json.Text(p.DeviceId) };
            else if (json.Is("lang"u8))
                p = p with { Language = json.Text(p.Language) };
            else if (json.Is("platf"u8))
                p = p with { Platform = json.Text(p.Platform) };
            else if (json.Is("bkg"u8))
                p = p with { IsBackground = json.Flag(p.IsBackground) };
            else
                json.Skip();
        }
        return p;
    }

    private static AccPacket? Acc(ref JsonCursor json, AccPacket? before)
    {
        if (!json.BeginObject())
            return null;
        var p = before ?? new AccPacket();
        while (json.NextMember())
        {
            if (json.Is("id"u8))
                p = p with { Id = json.Text(p.Id) };
            else if (json.Is("user"u8))
                p = p with { User = json.Text(p.User) };
            else if (json.Is("status"u8))
                p = p with { Status = json.Text(p.Status) };
            else if (json.Is("authlevel"u8))
                p = p with { AuthLevel = json.Text(p.AuthLevel) };
            else if (json.Is("scheme"u8))
                p = p with { Scheme = json.Text(p.Scheme) };
            else if (json.Is("secret"u8))
                p = p with { Secret = json.Bytes() };
            else if (json.Is("login"u8))
                p = p with { Login = json.Flag(p.Login) };
            else if (json.Is("tags"u8))
                p = p with { Tags = JsonParts.Texts(ref json) };
            else if (json.Is("desc"u8))
                p = p with { Desc = JsonParts.Desc(ref json, p.Desc) };
            else if (json.Is("cred"u8))
                p = p with { Cred = JsonParts.Creds(ref json) };
            else if (json.Is("tmpscheme"u8))
                p = p with { TmpScheme = json.Text(p.TmpScheme) };
            else if (json.Is("tmpsecret"u8))
                p = p with { TmpSecret = json.Bytes() };
            else if (json.Is("token"u8))
                // Compat: the reference does not read it, so it cannot spoil the packet.
                p = p with { Token = json.BytesOrNone() };
            else
                json.Skip();
        }
        return p;
    }

    private static LoginPacket? Login(ref JsonCursor json, LoginPacket? before)
    {
        if (!json.BeginObject())
            return null;
        var p = before ?? new LoginPacket();
        while (json.NextMember())
        {
            if (json.Is("id"u8))
                p = p with { Id = json.Text(p.Id) };
            else if (json.Is("scheme"u8))
                p = p with { Scheme = json.Text(p.Scheme) };
            else if (json.Is("secret"u8))
                p = p with { Secret = json.Bytes() };
            else if (json.Is("cred"u8))
                p = p with { Cred = JsonParts.Creds(ref json) };
            else
                json.Skip();
        }
        return p;
    }

    private static SubPacket? Sub(ref JsonCursor json, SubPacket? before)
    {
        if (!json.BeginObject())
            return null;
        var p = before ?? new SubPacket();
        while (json.NextMember())
        {
            if (json.Is("id"u8))
                p = p with { Id = json.Text(p.Id) };
            else if (json.Is("topic"u8))
                p = p with { Topic = json.Text(p.Topic) };
            else if (json.Is("set"u8))
                p = p with { Set = Query(ref json, p.Set) };
            else if (json.Is("get"u8))
                p = p with { Get = Query(ref json, p.Get) };
            else
                json.Skip();
        }
        return p;
    }

    private static LeavePacket? Leave(ref JsonCursor json, LeavePacket? before)
    {
        if (!json.BeginObject())
            return null;
        var p = before ?? new LeavePacket();
        while (json.NextMember())
        {
            if (json.Is("id"u8))
                p = p with { Id = json.Text(p.Id) };
            else if (json.Is("topic"u8))
                p = p with { Topic = json.Text(p.Topic) };
            else if (json.Is("unsub"u8))
                p = p with { Unsub = json.Flag(p.Unsub) };
            else
                json.Skip();
        }
        return p;
    }

    // The packet that a server reads most: made once, not member by member.
    private static PubPacket? Pub(ref JsonCursor json, PubPacket? before)
    {
        if (!json.BeginObject())
            return null;
        var (id, topic, noEcho, head, content) =
            (before?.Id, before?.Topic, before?.NoEcho ?? false, before?.Head ?? default, before?.Content ?? default);
        while (json.NextMember())
        {
            if (json.Is("id"u8))
                id = json.Text(id);
            else if (json.Is("topic"u8))
                topic = json.Text(topic);
            else if (json.Is("content"u8))
                content = json.Raw();
            else if (json.Is("head"u8))
                head = json.RawObject(head);
            else if (json.Is("noecho"u8))
                noEcho = json.Flag(noEcho);
            else
                json.Skip();
        }
        return new PubPacket { Id = id, Topic = topic, NoEcho = noEcho, Head = head, Content = content };
    }

    private static GetPacket? Get(ref JsonCursor json, GetPacket? before)
    {
        if (!json.BeginObject())
            return null;
        var (id, topic, query) = (before?.Id, before?.Topic, before?.Query ?? new GetQuery());
        while (json.NextMember())
        {
            if (json.Is("id"u8))
                id = json.Text(id);
            else if (json.Is("topic"u8))
                topic = json.Text(topic);
            else if (!JsonParts.TryQueryMember(ref json, ref query))
                json.Skip();
        }
        return new GetPacket { Id = id, Topic = topic, Query = query };
    }

    private static SetPacket? Set(ref JsonCursor json, SetPacket? before)
    {
        if (!json.BeginObject())
            return null;
        var (id, topic, query) = (before?.Id, before?.Topic, before?.Query ?? new SetQuery());
        while (json.NextMember())
        {
            if (json.Is("id"u8))
                id = json.Text(id);
            else if (json.Is("topic"u8))
                topic = json.Text(topic);
            else if (!JsonParts.TryQueryMember(ref json, ref query))
                json.Skip();
        }
        return new SetPacket { Id = id, Topic = topic, Query = query };
    }

    private static GetQuery? Query(ref JsonCursor json, GetQuery? before)
    {
        if (!json.BeginObject())
            return null;
        var query = before ?? new GetQuery();
        while (json.NextMember())
        {
            if (!JsonParts.TryQueryMember(ref json, ref query))
                json.Skip();
        }
        return query;
    }

    private static SetQuery? Query(ref JsonCursor json, SetQuery? before)
    {
        if (!json.BeginObject())
            return null;
        var query = before ?? new SetQuery();
        while (json.NextMember())
        {
            if (!JsonParts.TryQueryMember(ref json, ref query))
                json.Skip();
        }
        return query;
    }

    private static DelPacket? Del(ref JsonCursor json, DelPacket? before)
    {
        if (!json.BeginObject())
            return null;
        var p = before ?? new DelPacket();
        while (json.NextMember())
        {
            if (json.Is("id"u8))
                p = p with { Id = json.Text(p.Id) };
            else if (json.Is("topic"u8))
                p = p with { Topic = json.Text(p.Topic) };
            else if (json.Is("what"u8))
                p = p with { What = JsonNames.DelWhatOf(json.Text(JsonNames.Of(p.What))) };
            else if (json.Is("delseq"u8))
                p = p with { Ranges = JsonParts.Ranges(ref json) };
            else if (json.Is("user"u8))
                p = p with { User = json.Text(p.User) };
            else if (json.Is("cred"u8))
                p = p with { Cred = JsonParts.Cred(ref json, p.Cred) };
            else if (json.Is("hard"u8))
                p = p with { Hard = json.Flag(p.Hard) };
            else
                json.Skip();
        }
        return p;
    }

    private static NotePacket? Note(ref JsonCursor json, NotePacket? before)
    {
        if (!json.BeginObject())
            return null;
        var n = before ?? new NotePacket();
        var (topic, what, seq, unread, step, payload, hasPayload) = (n.Topic, n.What, n.Seq, n.Unread, n.Event, n.Payload, n.HasPayload);
        while (json.NextMember())
        {
            if (json.Is("topic"u8))
                topic = json.Text(topic);
            else if (json.Is("what"u8))
                what = JsonNames.NoteWhatOf(json.Text(JsonNames.Of(what)));
            else if (json.Is("seq"u8))
                seq = json.Number(seq);
            else if (json.Is("unread"u8))
                unread = json.Number(unread);
            else if (json.Is("event"u8))
                step = JsonNames.CallEventOf(json.Text(JsonNames.Of(step)));
            else if (json.Is("payload"u8))
                (payload, hasPayload) = (json.Raw(), true);
            else
                json.Skip();
        }
        return new NotePacket
        {
            Topic = topic,
            What = what,
            Seq = seq,
            Unread = unread,
            Event = step,
            Payload = payload,
            HasNullPayload = hasPayload && payload.IsNull,
        };
    }
}
