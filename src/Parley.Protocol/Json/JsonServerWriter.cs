using System.Text.Json;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;

namespace Parley.Protocol.Json;

/// <summary>Writes packets of servers (part A 1.4, part B 0.4). What is not said to stand always is left out if it is empty.</summary>
internal static class JsonServerWriter
{
    /// <exception cref="ArgumentException">No such packet is known.</exception>
    public static void Write(Utf8JsonWriter json, ServerPacket packet)
    {
        json.WriteStartObject();
        switch (packet)
        {
            case DataPacket data:
                Data(json, data);
                break;
            case PresPacket pres:
                Pres(json, pres);
                break;
            case CtrlPacket ctrl:
                Ctrl(json, ctrl);
                break;
            case InfoPacket info:
                Info(json, info);
                break;
            case MetaPacket meta:
                Meta(json, meta);
                break;
            default:
                throw new ArgumentException($"A {packet.GetType().Name} is no packet of the protocol.", nameof(packet));
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Ctrl(Utf8JsonWriter json, CtrlPacket ctrl)
    {
        json.WriteStartObject("ctrl"u8);
        json.TextIfAny("id"u8, ctrl.Id);
        json.TextIfAny("topic"u8, ctrl.Topic);
        if (ctrl.Params == Payload.WrittenNull)
            json.WriteNull("params"u8);
        else
            json.Raw("params"u8, ctrl.Params);
        json.WriteNumber("code"u8, ctrl.Code.Number);
        json.TextIfAny("text"u8, ctrl.Code.Text);
        json.Time("ts"u8, ctrl.Timestamp);
    }

    private static void Data(Utf8JsonWriter json, DataPacket data)
    {
        json.WriteStartObject("data"u8);
        json.WriteString("topic"u8, data.Topic ?? "");
        json.TextIfAny("from"u8, data.From);
        json.Time("ts"u8, data.Timestamp);
        json.Time("deleted"u8, data.Deleted);
        json.WriteNumber("seq"u8, data.Seq);
        ObjectIfAny(json, "head"u8, data.Head);
        if (data.Content.IsNull)
            json.WriteNull("content"u8);
        else
            json.Raw("content"u8, data.Content);
    }

    private static void Pres(Utf8JsonWriter json, PresPacket pres)
    {
        json.WriteStartObject("pres"u8);
        json.WriteString("topic"u8, pres.Topic ?? "");
        json.TextIfAny("src"u8, pres.Source);
        json.WriteString("what"u8, JsonNames.Of(pres.What));
        json.TextIfAny("ua"u8, pres.UserAgent);
        json.Number("seq"u8, pres.Seq);
        json.Number("clear"u8, pres.DelId);
        RangesIfAny(json, pres.Ranges);
        json.TextIfAny("tgt"u8, pres.Target);
        json.TextIfAny("act"u8, pres.Actor);
        if (pres.Access is { } access)
            Access(json, "dacs"u8, access);
    }

    private static void Info(Utf8JsonWriter json, InfoPacket info)
    {
        json.WriteStartObject("info"u8);
        json.WriteString("topic"u8, info.Topic ?? "");
        json.TextIfAny("src"u8, info.Source);
        json.TextIfAny("from"u8, info.From);
        json.WriteString("what"u8, JsonNames.Of(info.What));
        json.Number("seq"u8, info.Seq);
        json.TextIfAny("event"u8, JsonNames.Of(info.Event));
        json.Raw("payload"u8, info.Payload);
    }

    private static void Meta(Utf8JsonWriter json, MetaPacket meta)
    {
        json.WriteStartObject("meta"u8);
        json.TextIfAny("id"u8, meta.Id);
        json.WriteString("topic"u8, meta.Topic ?? "");
        json.Time("ts"u8, meta.Timestamp);
        if (meta.Desc is { } desc)
            Desc(json, desc);
        if (meta.Sub is { Count: > 0 } subs)
        {
            json.WriteStartArray("sub"u8);
            for (var i = 0; i < subs.Count; i++)
                Sub(json, subs[i]);
            json.WriteEndArray();
        }
        if (meta.Del is { } del)
        {
            json.WriteStartObject("del"u8);
            json.Number("clear"u8, del.DelId);
            RangesIfAny(json, del.Ranges);
            json.WriteEndObject();
        }
        if (meta.Tags is { Count: > 0 } tags)
            json.Texts("tags"u8, tags);
        Creds(json, meta.Cred);
        ObjectIfAny(json, "aux"u8, meta.Aux);
    }

    private static void Desc(Utf8JsonWriter json, TopicDesc desc)
    {
        json.WriteStartObject("desc"u8);
        json.Time("created"u8, desc.Created);
        json.Time("updated"u8, desc.Updated);
        json.Time("touched"u8, desc.Touched);
        json.TextIfAny("state"u8, desc.State);
        json.Flag("online"u8, desc.Online);
        json.Flag("chan"u8, desc.IsChannel);
        Seen(json, desc.Seen);
        json.DefaultAccess(desc.DefaultAccess);
        if (desc.Access is { } access)
            Access(json, "acs"u8, access);
        json.Number("seq"u8, desc.Seq);
        json.Number("read"u8, desc.ReadSeq);
        json.Number("recv"u8, desc.RecvSeq);
        json.Number("clear"u8, desc.DelId);
        json.Number("subcnt"u8, desc.SubscriberCount);
        json.Raw("public"u8, desc.Public);
        json.Raw("trusted"u8, desc.Trusted);
        json.Raw("private"u8, desc.Private);
        json.WriteEndObject();
    }

    private static void Sub(Utf8JsonWriter json, TopicSub sub)
    {
        json.WriteStartObject();
        json.Time("updated"u8, sub.Updated);
        json.Time("deleted"u8, sub.Deleted);
        json.Flag("online"u8, sub.Online);
        // Always there: clients read members of it without asking.
        Access(json, "acs"u8, sub.Access);
        json.Number("read"u8, sub.ReadSeq);
        json.Number("recv"u8, sub.RecvSeq);
        json.Raw("public"u8, sub.Public);
        json.Raw("trusted"u8, sub.Trusted);
        json.Raw("private"u8, sub.Private);
        json.TextIfAny("user"u8, sub.User);
        json.TextIfAny("topic"u8, sub.Topic);
        json.Time("touched"u8, sub.Touched);
        json.Number("seq"u8, sub.Seq);
        json.Number("clear"u8, sub.DelId);
        json.Number("subcnt"u8, sub.SubscriberCount);
        Seen(json, sub.Seen);
        json.WriteEndObject();
    }

    private static void Access(Utf8JsonWriter json, ReadOnlySpan<byte> name, AccessPart? access)
    {
        json.WriteStartObject(name);
        json.TextIfAny("want"u8, access?.Want);
        json.TextIfAny("given"u8, access?.Given);
        json.TextIfAny("mode"u8, access?.Mode);
        json.WriteEndObject();
    }

    private static void Seen(Utf8JsonWriter json, SeenPart? seen)
    {
        if (seen is null)
            return;
        json.WriteStartObject("seen"u8);
        json.Time("when"u8, seen.When);
        json.TextIfAny("ua"u8, seen.UserAgent);
        json.WriteEndObject();
    }

    private static void Creds(Utf8JsonWriter json, IReadOnlyList<CredInfo>? creds)
    {
        if (creds is not { Count: > 0 })
            return;
        json.WriteStartArray("cred"u8);
        foreach (var cred in creds)
        {
            json.WriteStartObject();
            json.TextIfAny("meth"u8, cred.Method);
            json.TextIfAny("val"u8, cred.Value);
            json.Flag("done"u8, cred.IsDone);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void RangesIfAny(Utf8JsonWriter json, IReadOnlyList<SeqRange>? ranges)
    {
        if (ranges is { Count: > 0 })
            json.Ranges("delseq"u8, ranges);
    }

    private static void ObjectIfAny(Utf8JsonWriter json, ReadOnlySpan<byte> name, Payload value)
    {
        if (!value.IsEmptyObject)
            json.Raw(name, value);
    }
}
