using Parley.Protocol.Packets.Parts;

namespace Parley.Protocol.Json;

/// <summary>Reads the structures of packets of servers.</summary>
internal static class JsonMetaReader
{
    public static TopicDesc? Desc(ref JsonCursor json)
    {
        if (!json.BeginObject())
            return null;
        var d = new TopicDesc();
        while (json.NextMember())
        {
            if (json.Is("created"u8))
                d = d with { Created = json.Time() };
            else if (json.Is("updated"u8))
                d = d with { Updated = json.Time() };
            else if (json.Is("touched"u8))
                d = d with { Touched = json.Time() };
            else if (json.Is("state"u8))
                d = d with { State = json.Text(d.State) };
            else if (json.Is("online"u8))
                d = d with { Online = json.Flag(d.Online) };
            else if (json.Is("chan"u8))
                d = d with { IsChannel = json.Flag(d.IsChannel) };
            else if (json.Is("seen"u8))
                d = d with { Seen = Seen(ref json) };
            else if (json.Is("defacs"u8))
                d = d with { DefaultAccess = JsonParts.DefaultAccess(ref json, null) };
            else if (json.Is("acs"u8))
                d = d with { Access = Access(ref json) };
            else if (json.Is("seq"u8))
                d = d with { Seq = json.Number(d.Seq) };
            else if (json.Is("read"u8))
                d = d with { ReadSeq = json.Number(d.ReadSeq) };
            else if (json.Is("recv"u8))
                d = d with { RecvSeq = json.Number(d.RecvSeq) };
            else if (json.Is("clear"u8))
                d = d with { DelId = json.Number(d.DelId) };
            else if (json.Is("subcnt"u8))
                d = d with { SubscriberCount = json.Number(d.SubscriberCount) };
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

    public static List<TopicSub>? Subs(ref JsonCursor json)
    {
        if (!json.BeginArray())
            return null;
        var subs = new List<TopicSub>();
        while (json.NextElement())
            subs.Add(Sub(ref json));
        return subs;
    }

    public static AccessPart? Access(ref JsonCursor json)
    {
        if (!json.BeginObject())
            return null;
        string? want = null, given = null, mode = null;
        while (json.NextMember())
        {
            if (json.Is("want"u8))
                want = json.Text(want);
            else if (json.Is("given"u8))
                given = json.Text(given);
            else if (json.Is("mode"u8))
                mode = json.Text(mode);
            else
                json.Skip();
        }
        return new AccessPart(want, given, mode);
    }

    public static DelValues? Del(ref JsonCursor json)
    {
        if (!json.BeginObject())
            return null;
        var del = new DelValues(0, []);
        while (json.NextMember())
        {
            if (json.Is("clear"u8))
                del = del with { DelId = json.Number(del.DelId) };
            else if (json.Is("delseq"u8))
                del = del with { Ranges = JsonParts.Ranges(ref json) ?? [] };
            else
                json.Skip();
        }
        return del;
    }

    public static List<CredInfo>? Creds(ref JsonCursor json)
    {
        if (!json.BeginArray())
            return null;
        var creds = new List<CredInfo>();
        while (json.NextElement())
            creds.Add(Cred(ref json));
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
                s = s with { Updated = json.Time() };
            else if (json.Is("deleted"u8))
                s = s with { Deleted = json.Time() };
            else if (json.Is("online"u8))
                s = s with { Online = json.Flag(s.Online) };
            else if (json.Is("acs"u8))
                s = s with { Access = Access(ref json) is { } a && a != new AccessPart(null, null) ? a : null };
            else if (json.Is("read"u8))
                s = s with { ReadSeq = json.Number(s.ReadSeq) };
            else if (json.Is("recv"u8))
                s = s with { RecvSeq = json.Number(s.RecvSeq) };
            else if (json.Is("public"u8))
                s = s with { Public = json.Raw() };
            else if (json.Is("trusted"u8))
                s = s with { Trusted = json.Raw() };
            else if (json.Is("private"u8))
                s = s with { Private = json.Raw() };
            else if (json.Is("user"u8))
                s = s with { User = json.Text(s.User) };
            else if (json.Is("topic"u8))
                s = s with { Topic = json.Text(s.Topic) };
            else if (json.Is("touched"u8))
                s = s with { Touched = json.Time() };
            else if (json.Is("seq"u8))
                s = s with { Seq = json.Number(s.Seq) };
            else if (json.Is("clear"u8))
                s = s with { DelId = json.Number(s.DelId) };
            else if (json.Is("subcnt"u8))
                s = s with { SubscriberCount = json.Number(s.SubscriberCount) };
            else if (json.Is("seen"u8))
                s = s with { Seen = Seen(ref json) };
            else
                json.Skip();
        }
        return s;
    }

    private static CredInfo Cred(ref JsonCursor json)
    {
        var cred = new CredInfo(null, null, false);
        if (!json.BeginObject())
            return cred;
        while (json.NextMember())
        {
            if (json.Is("meth"u8))
                cred = cred with { Method = json.Text(cred.Method) };
            else if (json.Is("val"u8))
                cred = cred with { Value = json.Text(cred.Value) };
            else if (json.Is("done"u8))
                cred = cred with { IsDone = json.Flag(cred.IsDone) };
            else
                json.Skip();
        }
        return cred;
    }

    private static SeenPart? Seen(ref JsonCursor json)
    {
        if (!json.BeginObject())
            return null;
        var seen = new SeenPart(null, null);
        while (json.NextMember())
        {
            if (json.Is("when"u8))
                seen = seen with { When = json.Time() };
            else if (json.Is("ua"u8))
                seen = seen with { UserAgent = json.Text(seen.UserAgent) };
            else
                json.Skip();
        }
        return seen;
    }
}
