using System.Text.Json;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;

namespace Parley.Protocol.Json;

/// <summary>Writes packets of clients: for tools, tests and links between processes. Null is left out, what is empty is not.</summary>
internal static class JsonClientWriter
{
    public static void Write(Utf8JsonWriter json, ClientPacket packet)
    {
        json.WriteStartObject();
        json.WriteStartObject(NameOf(packet));
        Text(json, "id"u8, packet.Id);
        if (packet is TopicPacket { Topic: { } topic })
            json.WriteString("topic"u8, topic);
        WriteMembers(json, packet);
        json.WriteEndObject();
        if (packet.Extra is { } extra)
            Extra(json, extra);
        json.WriteEndObject();
    }

    private static string NameOf(ClientPacket packet) => packet switch
    {
        HiPacket => "hi",
        AccPacket => "acc",
        LoginPacket => "login",
        SubPacket => "sub",
        LeavePacket => "leave",
        PubPacket => "pub",
        GetPacket => "get",
        SetPacket => "set",
        DelPacket => "del",
        _ => "note",
    };

    private static void WriteMembers(Utf8JsonWriter json, ClientPacket packet)
    {
        switch (packet)
        {
            case HiPacket hi:
                Text(json, "ua"u8, hi.UserAgent);
                Text(json, "ver"u8, hi.Version);
                Text(json, "dev"u8, hi.DeviceId);
                Text(json, "lang"u8, hi.Language);
                Text(json, "platf"u8, hi.Platform);
                JsonShared.Flag(json, "bkg"u8, hi.IsBackground);
                break;
            case AccPacket acc:
                Acc(json, acc);
                break;
            case LoginPacket login:
                Text(json, "scheme"u8, login.Scheme);
                Bytes(json, "secret"u8, login.Secret);
                Creds(json, login.Cred);
                break;
            case SubPacket sub:
                if (sub.Set is { } setQuery)
                {
                    json.WriteStartObject("set"u8);
                    Query(json, setQuery);
                    json.WriteEndObject();
                }
                if (sub.Get is { } getQuery)
                {
                    json.WriteStartObject("get"u8);
                    Query(json, getQuery);
                    json.WriteEndObject();
                }
                break;
            case LeavePacket leave:
                JsonShared.Flag(json, "unsub"u8, leave.Unsub);
                break;
            case PubPacket pub:
                JsonShared.Flag(json, "noecho"u8, pub.NoEcho);
                JsonShared.Raw(json, "head"u8, pub.Head);
                JsonShared.Raw(json, "content"u8, pub.Content);
                break;
            case GetPacket get:
                Query(json, get.Query);
                break;
            case SetPacket set:
                Query(json, set.Query);
                break;
            case DelPacket del:
                Del(json, del);
                break;
            case NotePacket note:
                Text(json, "what"u8, JsonNames.Of(note.What));
                JsonShared.Number(json, "seq"u8, note.Seq);
                JsonShared.Number(json, "unread"u8, note.Unread);
                if (note.Event != CallEvent.None)
                    Text(json, "event"u8, JsonNames.Of(note.Event));
                JsonShared.Raw(json, "payload"u8, note.Payload);
                break;
        }
    }

    private static void Acc(Utf8JsonWriter json, AccPacket acc)
    {
        Text(json, "user"u8, acc.User);
        Text(json, "status"u8, acc.Status);
        Text(json, "authlevel"u8, acc.AuthLevel);
        Text(json, "scheme"u8, acc.Scheme);
        Bytes(json, "secret"u8, acc.Secret);
        JsonShared.Flag(json, "login"u8, acc.Login);
        Texts(json, "tags"u8, acc.Tags);
        if (acc.Desc is { } desc)
            Desc(json, desc);
        Creds(json, acc.Cred);
        Text(json, "tmpscheme"u8, acc.TmpScheme);
        Bytes(json, "tmpsecret"u8, acc.TmpSecret);
    }

    private static void Del(Utf8JsonWriter json, DelPacket del)
    {
        Text(json, "what"u8, JsonNames.Of(del.What));
        if (del.Ranges is { } ranges)
            JsonShared.Ranges(json, "delseq"u8, ranges);
        Text(json, "user"u8, del.User);
        if (del.Cred is { } cred)
        {
            json.WritePropertyName("cred"u8);
            Cred(json, cred);
        }
        JsonShared.Flag(json, "hard"u8, del.Hard);
    }

    private static void Query(Utf8JsonWriter json, GetQuery query)
    {
        Text(json, "what"u8, query.What);
        Options(json, "desc"u8, query.Desc);
        Options(json, "sub"u8, query.Sub);
        Options(json, "data"u8, query.Data);
        Options(json, "del"u8, query.Del);
    }

    private static void Query(Utf8JsonWriter json, SetQuery query)
    {
        if (query.Desc is { } desc)
            Desc(json, desc);
        if (query.Sub is { } sub)
        {
            json.WriteStartObject("sub"u8);
            Text(json, "user"u8, sub.User);
            Text(json, "mode"u8, sub.Mode);
            json.WriteEndObject();
        }
        Texts(json, "tags"u8, query.Tags);
        if (query.Cred is { } cred)
        {
            json.WritePropertyName("cred"u8);
            Cred(json, cred);
        }
        JsonShared.Raw(json, "aux"u8, query.Aux);
    }

    private static void Options(Utf8JsonWriter json, ReadOnlySpan<byte> name, GetOptions? options)
    {
        if (options is null)
            return;
        json.WriteStartObject(name);
        Text(json, "user"u8, options.User);
        Text(json, "topic"u8, options.Topic);
        if (options.IfModifiedSince is { } ims)
            json.WriteString("ims"u8, ims);
        JsonShared.Number(json, "since"u8, options.Since);
        JsonShared.Number(json, "before"u8, options.Before);
        JsonShared.Number(json, "limit"u8, options.Limit);
        if (options.Ranges is { } ranges)
            JsonShared.Ranges(json, "ranges"u8, ranges);
        json.WriteEndObject();
    }

    private static void Desc(Utf8JsonWriter json, DescPart desc)
    {
        json.WriteStartObject("desc"u8);
        if (desc.DefaultAccess is { } access)
        {
            json.WriteStartObject("defacs"u8);
            Text(json, "auth"u8, access.Auth);
            Text(json, "anon"u8, access.Anon);
            json.WriteEndObject();
        }
        JsonShared.Raw(json, "public"u8, desc.Public);
        JsonShared.Raw(json, "trusted"u8, desc.Trusted);
        JsonShared.Raw(json, "private"u8, desc.Private);
        json.WriteEndObject();
    }

    private static void Creds(Utf8JsonWriter json, IReadOnlyList<CredPart>? creds)
    {
        if (creds is null)
            return;
        json.WriteStartArray("cred"u8);
        foreach (var cred in creds)
            Cred(json, cred);
        json.WriteEndArray();
    }

    private static void Cred(Utf8JsonWriter json, CredPart cred)
    {
        json.WriteStartObject();
        Text(json, "meth"u8, cred.Method);
        Text(json, "val"u8, cred.Value);
        Text(json, "resp"u8, cred.Response);
        JsonShared.Raw(json, "params"u8, cred.Params);
        json.WriteEndObject();
    }

    private static void Extra(Utf8JsonWriter json, ExtraPart extra)
    {
        json.WriteStartObject("extra"u8);
        Texts(json, "attachments"u8, extra.Attachments);
        Text(json, "obo"u8, extra.OnBehalfOf);
        Text(json, "authlevel"u8, extra.AuthLevel);
        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<string>? texts)
    {
        if (texts is null)
            return;
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Bytes(Utf8JsonWriter json, ReadOnlySpan<byte> name, byte[]? bytes)
    {
        if (bytes is not null)
            json.WriteBase64String(name, bytes);
    }

    // Other than in packets of the server an empty text differs from none.
    private static void Text(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
