using System.Globalization;
using System.Text.Json;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;

namespace Parley.Protocol.Json;

/// <summary>Writes packets of the server (part A 1.2, 1.4): what is empty is left out, opaque values go out as they came in.</summary>
internal static class JsonServerWriter
{
    public static void Write(Utf8JsonWriter json, ServerPacket packet)
    {
        json.WriteStartObject();
        switch (packet)
        {
            case DataPacket data:
                json.WriteStartObject("data"u8);
                Write(json, data);
                break;
            case CtrlPacket ctrl:
                json.WriteStartObject("ctrl"u8);
                Write(json, ctrl);
                break;
            case PresPacket pres:
                json.WriteStartObject("pres"u8);
                Write(json, pres);
                break;
            case InfoPacket info:
                json.WriteStartObject("info"u8);
                Write(json, info);
                break;
            case MetaPacket meta:
                json.WriteStartObject("meta"u8);
                Write(json, meta);
                break;
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CtrlPacket ctrl)
    {
        Text(json, "id"u8, ctrl.Id);
        Text(json, "topic"u8, ctrl.Topic);
        Raw(json, "params"u8, ctrl.Params);
        json.WriteNumber("code"u8, ctrl.Code.Number);
        Text(json, "text"u8, ctrl.Code.Text);
        Time(json, "ts"u8, ctrl.Timestamp);
    }

    private static void Write(Utf8JsonWriter json, DataPacket data)
    {
        json.WriteString("topic"u8, data.Topic);
        Text(json, "from"u8, data.From);
        Time(json, "ts"u8, data.Timestamp);
        Time(json, "deleted"u8, data.Deleted);
        json.WriteNumber("seq"u8, data.Seq);
        NonEmpty(json, "head"u8, data.Head);
        json.WritePropertyName("content"u8);
        if (data.Content.IsNull)
            json.WriteNullValue();
        else
            json.WriteRawValue(data.Content.Utf8.Span, skipInputValidation: true);
    }

    private static void Write(Utf8JsonWriter json, PresPacket pres)
    {
        json.WriteString("topic"u8, pres.Topic);
        Text(json, "src"u8, pres.Source);
        json.WriteString("what"u8, JsonNames.Of(pres.What));
        Text(json, "ua"u8, pres.UserAgent);
        Number(json, "seq"u8, pres.Seq);
        Number(json, "clear"u8, pres.DelId);
        if (pres.Ranges is { Count: > 0 } ranges)
            Ranges(json, "delseq"u8, ranges);
        Text(json, "tgt"u8, pres.Target);
        Text(json, "act"u8, pres.Actor);
        if (pres.Access is not null)
            Access(json, "dacs"u8, pres.Access);
    }

    private static void Write(Utf8JsonWriter json, InfoPacket info)
    {
        json.WriteString("topic"u8, info.Topic);
        Text(json, "src"u8, info.Source);
        Text(json, "from"u8, info.From);
        json.WriteString("what"u8, JsonNames.Of(info.What));
        Number(json, "seq"u8, info.Seq);
        Text(json, "event"u8, JsonNames.Of(info.Event));
        Raw(json, "payload"u8, info.Payload);
    }

    private static void Write(Utf8JsonWriter json, MetaPacket meta)
    {
        Text(json, "id"u8, meta.Id);
        json.WriteString("topic"u8, meta.Topic);
        Time(json, "ts"u8, meta.Timestamp);
        if (meta.Desc is not null)
            Desc(json, meta.Desc);
        if (meta.Sub is { Count: > 0 } subs)
        {
            json.WriteStartArray("sub"u8);
            foreach (var sub in subs)
                Sub(json, sub);
            json.WriteEndArray();
        }
        if (meta.Del is { } del)
        {
            json.WriteStartObject("del"u8);
            Number(json, "clear"u8, del.DelId);
            if (del.Ranges.Count > 0)
                Ranges(json, "delseq"u8, del.Ranges);
            json.WriteEndObject();
        }
        if (meta.Tags is { Count: > 0 } tags)
        {
            json.WriteStartArray("tags"u8);
            foreach (var tag in tags)
                json.WriteStringValue(tag);
            json.WriteEndArray();
        }
        if (meta.Cred is { Count: > 0 } creds)
            Creds(json, creds);
        NonEmpty(json, "aux"u8, meta.Aux);
    }

    private static void Desc(Utf8JsonWriter json, TopicDesc desc)
    {
        json.WriteStartObject("desc"u8);
        Time(json, "created"u8, desc.Created);
        Time(json, "updated"u8, desc.Updated);
        Time(json, "touched"u8, desc.Touched);
        Text(json, "state"u8, desc.State);
        Flag(json, "online"u8, desc.Online);
        Flag(json, "chan"u8, desc.IsChannel);
        Seen(json, desc.Seen);
        if (desc.DefaultAccess is { } access)
            JsonShared.DefaultAccess(json, access);
        if (desc.Access is not null)
            Access(json, "acs"u8, desc.Access);
        Number(json, "seq"u8, desc.Seq);
        Number(json, "read"u8, desc.ReadSeq);
        Number(json, "recv"u8, desc.RecvSeq);
        Number(json, "clear"u8, desc.DelId);
        Number(json, "subcnt"u8, desc.SubscriberCount);
        Raw(json, "public"u8, desc.Public);
        Raw(json, "trusted"u8, desc.Trusted);
        Raw(json, "private"u8, desc.Private);
        json.WriteEndObject();
    }

    private static void Sub(Utf8JsonWriter json, TopicSub sub)
    {
        json.WriteStartObject();
        Time(json, "updated"u8, sub.Updated);
        Time(json, "deleted"u8, sub.Deleted);
        Flag(json, "online"u8, sub.Online);
        Access(json, "acs"u8, sub.Access);
        Number(json, "read"u8, sub.ReadSeq);
        Number(json, "recv"u8, sub.RecvSeq);
        Raw(json, "public"u8, sub.Public);
        Raw(json, "trusted"u8, sub.Trusted);
        Raw(json, "private"u8, sub.Private);
        Text(json, "user"u8, sub.User);
        Text(json, "topic"u8, sub.Topic);
        Time(json, "touched"u8, sub.Touched);
        Number(json, "seq"u8, sub.Seq);
        Number(json, "clear"u8, sub.DelId);
        Number(json, "subcnt"u8, sub.SubscriberCount);
        Seen(json, sub.Seen);
        json.WriteEndObject();
    }

    private static void Creds(Utf8JsonWriter json, IReadOnlyList<CredInfo> creds)
    {
        json.WriteStartArray("cred"u8);
        foreach (var cred in creds)
        {
            json.WriteStartObject();
            Text(json, "meth"u8, cred.Method);
            Text(json, "val"u8, cred.Value);
            Flag(json, "done"u8, cred.IsDone);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Access(Utf8JsonWriter json, ReadOnlySpan<byte> name, AccessPart? access)
    {
        json.WriteStartObject(name);
        Text(json, "want"u8, access?.Want);
        Text(json, "given"u8, access?.Given);
        Text(json, "mode"u8, access?.Mode);
        json.WriteEndObject();
    }

    private static void Seen(Utf8JsonWriter json, SeenPart? seen)
    {
        if (seen is null)
            return;
        json.WriteStartObject("seen"u8);
        Time(json, "when"u8, seen.When);
        Text(json, "ua"u8, seen.UserAgent);
        json.WriteEndObject();
    }

    private static void Ranges(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<SeqRange> ranges) =>
        JsonShared.Ranges(json, name, ranges);

    private static void Text(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value) => JsonShared.Text(json, name, value);

    private static void Number(Utf8JsonWriter json, ReadOnlySpan<byte> name, int value) => JsonShared.Number(json, name, value);

    private static void Flag(Utf8JsonWriter json, ReadOnlySpan<byte> name, bool value) => JsonShared.Flag(json, name, value);

    private static void Raw(Utf8JsonWriter json, ReadOnlySpan<byte> name, Payload value) => JsonShared.Raw(json, name, value);

    private static void NonEmpty(Utf8JsonWriter json, ReadOnlySpan<byte> name, Payload value)
    {
        if (!value.Utf8.Span.SequenceEqual("{}"u8))
            JsonShared.Raw(json, name, value);
    }

    // Clients take a text for a time by its length: never more than three digits of a second, trailing zeros cut off.
    private static void Time(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTime? value)
    {
        if (value is not { } time)
            return;
        Span<byte> text = stackalloc byte[32];
        var format = time.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.FFF'Z'";
        time.TryFormat(text, out var length, format, CultureInfo.InvariantCulture);
        json.WriteString(name, text[..length]);
    }
}
