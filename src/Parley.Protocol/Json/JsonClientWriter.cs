using System.Text.Json;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;

namespace Parley.Protocol.Json;

/// <summary>
/// Writes packets of clients (part A 1.3). A client tells "empty" from "not supplied", so only what is null, zero or false is left out.
/// </summary>
internal static class JsonClientWriter
{
    /// <exception cref="ArgumentException">No such packet is known.</exception>
    public static void Write(Utf8JsonWriter json, ClientPacket packet)
    {
        json.WriteStartObject();
        json.WriteStartObject(NameOf(packet));
        json.Text("id"u8, packet.Id);
        if (packet is TopicPacket { Topic: { } topic })
            json.WriteString("topic"u8, topic);
        Members(json, packet);
        json.WriteEndObject();
        if (packet.Extra is { } extra)
            Extra(json, extra);
        json.WriteEndObject();
    }

    private static ReadOnlySpan<byte> NameOf(ClientPacket packet) => packet switch
    {
        PubPacket => "pub"u8,
        NotePacket => "note"u8,
        GetPacket => "get"u8,
        SubPacket => "sub"u8,
        LeavePacket => "leave"u8,
        SetPacket => "set"u8,
        DelPacket => "del"u8,
        HiPacket => "hi"u8,
        LoginPacket => "login"u8,
        AccPacket => "acc"u8,
        _ => throw new ArgumentException($"A {packet.GetType().Name} is no packet of the protocol.", nameof(packet)),
    };

    private static void Members(Utf8JsonWriter json, ClientPacket packet)
    {
        switch (packet)
        {
            case PubPacket pub:
                json.Flag("noecho"u8, pub.NoEcho);
                json.Raw("head"u8, pub.Head);
                json.Raw("content"u8, pub.Content);
                break;
            case NotePacket note:
                Note(json, note);
                break;
            case GetPacket get:
                Query(json, get.Query);
                break;
            case SubPacket sub:
                Sub(json, sub);
                break;
            case LeavePacket leave:
                json.Flag("unsub"u8, leave.Unsub);
                break;
            case SetPacket set:
                Query(json, set.Query);
                break;
            case DelPacket del:
                Del(json, del);
                break;
            case HiPacket hi:
                Hi(json, hi);
                break;
            case LoginPacket login:
                json.Text("scheme"u8, login.Scheme);
                json.Bytes("secret"u8, login.Secret);
                Creds(json, login.Cred);
                break;
            case AccPacket acc:
                Acc(json, acc);
                break;
        }
    }

    private static void Hi(Utf8JsonWriter json, HiPacket hi)
    {
        json.Text("ua"u8, hi.UserAgent);
        json.Text("ver"u8, hi.Version);
        json.Text("dev"u8, hi.DeviceId);
        json.Text("lang"u8, hi.Language);
        json.Text("platf"u8, hi.Platform);
        json.Flag("bkg"u8, hi.IsBackground);
    }

    private static void Acc(Utf8JsonWriter json, AccPacket acc)
    {
        json.Text("user"u8, acc.User);
        json.Text("tmpscheme"u8, acc.TmpScheme);
        json.Bytes("tmpsecret"u8, acc.TmpSecret);
        json.Text("status"u8, acc.Status);
        json.Text("authlevel"u8, acc.AuthLevel);
        json.Text("scheme"u8, acc.Scheme);
        json.Bytes("secret"u8, acc.Secret);
        json.Flag("login"u8, acc.Login);
        json.Texts("tags"u8, acc.Tags);
        Desc(json, acc.Desc);
        Creds(json, acc.Cred);
        json.Bytes("token"u8, acc.Token);
    }

    private static void Sub(Utf8JsonWriter json, SubPacket sub)
    {
        if (sub.Set is { } set)
        {
            json.WriteStartObject("set"u8);
            Query(json, set);
            json.WriteEndObject();
        }
        if (sub.Get is { } get)
        {
            json.WriteStartObject("get"u8);
            Query(json, get);
            json.WriteEndObject();
        }
    }

    private static void Del(Utf8JsonWriter json, DelPacket del)
    {
        json.WriteString("what"u8, JsonNames.Of(del.What));
        json.Ranges("delseq"u8, del.Ranges);
        json.Text("user"u8, del.User);
        if (del.Cred is { } cred)
        {
            json.WritePropertyName("cred"u8);
            Cred(json, cred);
        }
        json.Flag("hard"u8, del.Hard);
    }

    private static void Note(Utf8JsonWriter json, NotePacket note)
    {
        json.TextIfAny("what"u8, JsonNames.Of(note.What));
        json.Number("seq"u8, note.Seq);
        json.Number("unread"u8, note.Unread);
        json.TextIfAny("event"u8, JsonNames.Of(note.Event));
        if (note.HasNullPayload)
            json.WriteNull("payload"u8);
        json.Raw("payload"u8, note.Payload);
    }

    private static void Query(Utf8JsonWriter json, GetQuery query)
    {
        json.Text("what"u8, query.What);
        Options(json, "desc"u8, query.Desc);
        Options(json, "sub"u8, query.Sub);
        Options(json, "data"u8, query.Data);
        Options(json, "del"u8, query.Del);
    }

    private static void Options(Utf8JsonWriter json, ReadOnlySpan<byte> name, GetOptions? options)
    {
        if (options is null)
            return;
        json.WriteStartObject(name);
        json.Text("user"u8, options.User);
        json.Text("topic"u8, options.Topic);
        json.Time("ims"u8, options.IfModifiedSince, JsonTime.Ticks);
        json.Number("since"u8, options.Since);
        json.Number("before"u8, options.Before);
        json.Number("limit"u8, options.Limit);
        json.Ranges("ranges"u8, options.Ranges);
        json.WriteEndObject();
    }

    private static void Query(Utf8JsonWriter json, SetQuery query)
    {
        Desc(json, query.Desc);
        if (query.Sub is { } sub)
        {
            json.WriteStartObject("sub"u8);
            json.Text("user"u8, sub.User);
            json.Text("mode"u8, sub.Mode);
            json.WriteEndObject();
        }
        json.Texts("tags"u8, query.Tags);
        if (query.Cred is { } cred)
        {
            json.WritePropertyName("cred"u8);
            Cred(json, cred);
        }
        json.Raw("aux"u8, query.Aux);
    }

    private static void Desc(Utf8JsonWriter json, DescPart? desc)
    {
        if (desc is null)
            return;
        json.WriteStartObject("desc"u8);
        json.DefaultAccess(desc.DefaultAccess);
        json.Raw("public"u8, desc.Public);
        json.Raw("trusted"u8, desc.Trusted);
        json.Raw("private"u8, desc.Private);
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
        json.Text("meth"u8, cred.Method);
        json.Text("val"u8, cred.Value);
        json.Text("resp"u8, cred.Response);
        json.Raw("params"u8, cred.Params);
        json.WriteEndObject();
    }

    private static void Extra(Utf8JsonWriter json, ExtraPart extra)
    {
        json.WriteStartObject("extra"u8);
        json.Texts("attachments"u8, extra.Attachments);
        json.Text("obo"u8, extra.OnBehalfOf);
        json.Text("authlevel"u8, extra.AuthLevel);
        json.WriteEndObject();
    }
}
