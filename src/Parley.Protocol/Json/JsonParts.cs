using Parley.Protocol.Packets.Parts;

namespace Parley.Protocol.Json;

/// <summary>
/// Reads the structures that packets share. An object that is given twice is merged with what was read before; null and a list replace it.
/// </summary>
internal static class JsonParts
{
    public static List<string>? Texts(ref JsonCursor json)
    {
        if (!json.BeginArray())
            return null;
        var texts = new List<string>();
        while (json.NextElement())
            texts.Add(json.Text("")!);
        return texts;
    }

    public static List<SeqRange>? Ranges(ref JsonCursor json)
    {
        if (!json.BeginArray())
            return null;
        var ranges = new List<SeqRange>();
        while (json.NextElement())
        {
            var (low, hi) = (0, 0);
            if (json.BeginObject())
            {
                while (json.NextMember())
                {
                    if (json.Is("low"u8))
                        low = json.Number(low);
                    else if (json.Is("hi"u8))
                        hi = json.Number(hi);
                    else
                        json.Skip();
                }
            }
            ranges.Add(new SeqRange(low, hi));
        }
        return ranges;
    }

    public static ExtraPart? Extra(ref JsonCursor json, ExtraPart? before)
    {
        if (!json.BeginObject())
            return null;
        var (attachments, onBehalfOf, level) = (before?.Attachments, before?.OnBehalfOf, before?.AuthLevel);
        while (json.NextMember())
        {
            if (json.Is("attachments"u8))
                attachments = Texts(ref json);
            else if (json.Is("obo"u8))
                onBehalfOf = json.Text(onBehalfOf);
            else if (json.Is("authlevel"u8))
                level = json.Text(level);
            else
                json.Skip();
        }
        return new ExtraPart(attachments, onBehalfOf, level);
    }

    public static DescPart? Desc(ref JsonCursor json, DescPart? before)
    {
        if (!json.BeginObject())
            return null;
        var desc = before ?? new DescPart();
        var (access, pub, trusted, priv) = (desc.DefaultAccess, desc.Public, desc.Trusted, desc.Private);
        while (json.NextMember())
        {
            if (json.Is("defacs"u8))
                access = DefaultAccess(ref json, access);
            else if (json.Is("public"u8))
                pub = json.Raw();
            else if (json.Is("trusted"u8))
                trusted = json.Raw();
            else if (json.Is("private"u8))
                priv = json.Raw();
            else
                json.Skip();
        }
        return new DescPart { DefaultAccess = access, Public = pub, Trusted = trusted, Private = priv };
    }

    public static List<CredPart>? Creds(ref JsonCursor json)
    {
        if (!json.BeginArray())
            return null;
        var creds = new List<CredPart>();
        while (json.NextElement())
            creds.Add(Cred(ref json, null) ?? new CredPart());
        return creds;
    }

    public static CredPart? Cred(ref JsonCursor json, CredPart? before)
    {
        if (!json.BeginObject())
            return null;
        var cred = before ?? new CredPart();
        var (method, value, response, parameters) = (cred.Method, cred.Value, cred.Response, cred.Params);
        while (json.NextMember())
        {
            if (json.Is("meth"u8))
                method = json.Text(method);
            else if (json.Is("val"u8))
                value = json.Text(value);
            else if (json.Is("resp"u8))
                response = json.Text(response);
            else if (json.Is("params"u8))
                parameters = json.RawObject(parameters);
            else
                json.Skip();
        }
        return new CredPart { Method = method, Value = value, Response = response, Params = parameters };
    }

    public static SubPart? Sub(ref JsonCursor json, SubPart? before)
    {
        if (!json.BeginObject())
            return null;
        var (user, mode) = (before?.User, before?.Mode);
        while (json.NextMember())
        {
            if (json.Is("user"u8))
                user = json.Text(user);
            else if (json.Is("mode"u8))
                mode = json.Text(mode);
            else
                json.Skip();
        }
        return new SubPart(user, mode);
    }

    public static GetOptions? Options(ref JsonCursor json, GetOptions? before)
    {
        if (!json.BeginObject())
            return null;
        var o = before ?? new GetOptions();
        var (user, topic, ims, since, hi, limit, ranges) = (o.User, o.Topic, o.IfModifiedSince, o.Since, o.Before, o.Limit, o.Ranges);
        while (json.NextMember())
        {
            if (json.Is("user"u8))
                user = json.Text(user);
            else if (json.Is("topic"u8))
                topic = json.Text(topic);
            else if (json.Is("ims"u8))
                ims = json.Time();
            else if (json.Is("since"u8))
                since = json.Number(since);
            else if (json.Is("before"u8))
                hi = json.Number(hi);
            else if (json.Is("limit"u8))
                limit = json.Number(limit);
            else if (json.Is("ranges"u8))
                ranges = Ranges(ref json);
            else
                json.Skip();
        }
        return new GetOptions
        {
            User = user, Topic = topic, IfModifiedSince = ims, Since = since, Before = hi, Limit = limit, Ranges = ranges,
        };
    }

    /// <summary>The members of a query, whether it stands by itself or among other members of its packet.</summary>
    public static bool TryQueryMember(ref JsonCursor json, ref GetQuery query)
    {
        if (json.Is("what"u8))
            query = query with { What = json.Text(query.What) };
        else if (json.Is("desc"u8))
            query = query with { Desc = Options(ref json, query.Desc) };
        else if (json.Is("sub"u8))
            query = query with { Sub = Options(ref json, query.Sub) };
        else if (json.Is("data"u8))
            query = query with { Data = Options(ref json, query.Data) };
        else if (json.Is("del"u8))
            query = query with { Del = Options(ref json, query.Del) };
        else
            return false;
        return true;
    }

    /// <inheritdoc cref="TryQueryMember(ref JsonCursor, ref GetQuery)"/>
    public static bool TryQueryMember(ref JsonCursor json, ref SetQuery query)
    {
        if (json.Is("desc"u8))
            query = query with { Desc = Desc(ref json, query.Desc) };
        else if (json.Is("sub"u8))
            query = query with { Sub = Sub(ref json, query.Sub) };
        else if (json.Is("tags"u8))
            query = query with { Tags = Texts(ref json) };
        else if (json.Is("cred"u8))
            query = query with { Cred = Cred(ref json, query.Cred) };
        else if (json.Is("aux"u8))
            query = query with { Aux = json.RawObject(query.Aux) };
        else
            return false;
        return true;
    }

    public static DefaultAccessPart? DefaultAccess(ref JsonCursor json, DefaultAccessPart? before)
    {
        if (!json.BeginObject())
            return null;
        var (auth, anon) = (before?.Auth, before?.Anon);
        while (json.NextMember())
        {
            if (json.Is("auth"u8))
                auth = json.Text(auth);
            else if (json.Is("anon"u8))
                anon = json.Text(anon);
            else
                json.Skip();
        }
        return new DefaultAccessPart(auth, anon);
    }
}
