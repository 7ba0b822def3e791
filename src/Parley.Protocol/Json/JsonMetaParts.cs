using Parley.Protocol.Packets.Parts;

namespace Parley.Protocol.Json;

/// <summary>Reads the parts of a <c>{meta}</c>.</summary>
internal static class JsonMetaParts
{
    public static TopicDesc? Desc(ref JsonCursor json)
    {
        if (!json.BeginObject())
            return null;
        var d = new TopicDesc();
        while (json.NextMember())
        {
            if (json.Is("created"u8))
                d = d with { Created = json.Time(null) };
            else if (json.Is("updated"u8))
                d = d with { Updated = json.Time(null) };
            else if (json.Is("touched"u8))
                d = d with { Touched = json.Time(null) };
            else if (json.Is("state"u8))
                d = d with { State = json.Text(null) };
            else if (json.Is("online"u8))
                d = d with { Online = json.Flag(false) };
            else if (json.Is("chan"u8))
                d = d with { IsChannel = json.Flag(false) };
            else if (json.Is("seen"u8))
                d = d with { Seen = Seen(ref json) };
            else if (json.Is("defacs"u8))
                d = d with { DefaultAccess = JsonParts.DefaultAccess(ref json, null) };
            else if (json.Is("acs"u8))
                d = d with { Access = JsonServerReader.Access(ref json) };
            else if (json.Is("seq"u8))
                d = d with { Seq = json.Number(0) };
            else if (json.Is("read"u8))
                d = d with { ReadSeq = json.Number(0) };
            else if (json.Is("recv"u8))
                d = d with { RecvSeq = json.Number(0) };
            else if (json.Is("clear"u8))
                d = d with { DelId = json.Number(0) };
            else if (json.Is("subcnt"u8))
                d = d with { SubscriberCount = json.Number(0) };
            else if (json.Is("public"u8))
                d = d with { Public = json.Raw() };
            else if (json.Is("trusted"u8))
                d = d with { Trusted = json.Raw() };
            else if (json.Is("private"u8))
                d = d with { Private = json.Raw() };
            else
                json.Skip();
        }
        return d;
    }

    public static IReadOnlyList<TopicSub>? Subs(ref JsonCursor json)
    {
        if (!json.BeginArray())
            return null;
        var subs = new List<TopicSub>();
        while (json.NextElement())
            subs.Add(Sub(ref json));
        return subs;
    }

    public static DelValues? Del(ref JsonCursor json)
    {
        if (!json.BeginObject())
            return null;
        var (delId, ranges) = (0, (IReadOnlyList<SeqRange>?)null);
        while (json.NextMember())
        {
            if (json.Is("clear"u8))
                delId = json.Number(0);
            else if (json.Is("delseq"u8))
                ranges = json.Ranges(null);
            else
                json.Skip();
        }
        return new DelValues(delId, ranges ?? []);
    }

    public static IReadOnlyList<CredInfo>? Creds(ref JsonCursor json)
    {
        if (!json.BeginArray())
            return null;
        var creds = new List<CredInfo>();
        while (json.NextElement())
        {
            var cred = new CredInfo(null, null, false);
            if (!json.BeginObject())
                continue;
            while (json.NextMember())
            {
                if (json.Is("meth"u8))
                    cred = cred with { Method = json.Text(null) };
                else if (json.Is("val"u8))
                    cred = cred with { Value = json.Text(null) };
                else if (json.Is("done"u8))
                    cred = cred with { IsDone = json.Flag(false) };
                else
                    json.Skip();
            }
            creds.Add(cred);
        }
        return creds;
    }

    private static TopicSub Sub(ref JsonCursor json)
    {
        var s = new TopicSub();
        if (!json.BeginObject())
            return s;
        while (json.NextMember())
        {
            if (json.Is("updated"u8))
                s = s with { Updated = json.Time(null) };
            else if (json.Is("deleted"u8))
                s = s with { Deleted = json.Time(null) };
            else if (json.Is("online"u8))
                s = s with { Online = json.Flag(false) };
            else if (json.Is("acs"u8))
                s = s with { Access = JsonServerReader.Access(ref json) };
            else if (json.Is("read"u8))
                s = s with { ReadSeq = json.Number(0) };
            else if (json.Is("recv"u8))
                s = s with { RecvSeq = json.Number(0) };
            else if (json.Is("public"u8))
                s = s with { Public = json.Raw() };
            else if (json.Is("trusted"u8))
                s = s with { Trusted = json.Raw() };
            else if (json.Is("private"u8))
                s = s with { Private = json.Raw() };
            else if (json.Is("user"u8))
                s = s with { User = json.Text(null) };
            else if (json.Is("topic"u8))
                s = s with { Topic = json.Text(null) };
            else if (json.Is("touched"u8))
                s = s with { Touched = json.Time(null) };
            else if (json.Is("seq"u8))
                s = s with { Seq = json.Number(0) };
            else if (json.Is("clear"u8))
                s = s with { DelId = json.Number(0) };
            else if (json.Is("subcnt"u8))
                s = s with { SubscriberCount = json.Number(0) };
            else if (json.Is("seen"u8))
                s = s with { Seen = Seen(ref json) };
            else
                json.Skip();
        }
        return s;
    }

    private static SeenPart? Seen(ref JsonCursor json)
    {
        if (!json.BeginObject())
            return null;
        var (when, userAgent) = ((DateTime?)null, (string?)null);
        while (json.NextMember())
        {
            if (json.Is("when"u8))
                when = json.Time(null);
            else if (json.Is("ua"u8))
                userAgent = json.Text(null);
            else
                json.Skip();
        }
        return new SeenPart(when, userAgent);
    }
}
