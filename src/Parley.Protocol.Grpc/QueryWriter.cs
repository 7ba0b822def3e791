using Parley.Protocol.Packets.Parts;

namespace Parley.Protocol.Grpc;

/// <summary>Writes what <c>{get}</c> and <c>{set}</c> ask for, also inside <c>{sub}</c> and <c>{acc}</c>.</summary>
internal static class QueryWriter
{
    public static Pbx.GetQuery? Get(GetQuery? query) => query is null ? null : new Pbx.GetQuery
    {
        What = FieldWriter.Text(query.What),
        Desc = Options(query.Desc),
        Sub = Options(query.Sub),
        Data = Options(query.Data),
    };

    public static Pbx.SetQuery? Set(SetQuery? query)
    {
        if (query is null)
            return null;
        var message = new Pbx.SetQuery
        {
            Desc = Desc(query.Desc),
            Sub = query.Sub is { } sub ? new Pbx.SetSub { UserId = FieldWriter.Text(sub.User), Mode = FieldWriter.Text(sub.Mode) } : null,
            Cred = query.Cred is { } cred ? FieldWriter.Cred(cred) : null,
        };
        FieldWriter.Texts(query.Tags, message.Tags);
        FieldWriter.Object(query.Aux, message.Aux);
        return message;
    }

    public static Pbx.SetDesc? Desc(DescPart? desc)
    {
        if (desc is null)
            return null;
        var isEmpty = desc.DefaultAccess is null && desc.Public.IsNull && desc.Trusted.IsNull && desc.Private.IsNull;
        return new Pbx.SetDesc
        {
            DefaultAcs = FieldWriter.DefaultAccess(desc.DefaultAccess),
            // Otherwise it would be read as none.
            Public = isEmpty ? FieldWriter.ValueOrNull(desc.Public) : FieldWriter.Value(desc.Public),
            Trusted = FieldWriter.Value(desc.Trusted),
            Private = FieldWriter.Value(desc.Private),
        };
    }

    private static Pbx.GetOpts? Options(GetOptions? options)
    {
        if (options is null)
            return null;
        var message = new Pbx.GetOpts
        {
            User = FieldWriter.Text(options.User),
            Topic = FieldWriter.Text(options.Topic),
            IfModifiedSince = FieldWriter.Time(options.IfModifiedSince),
            SinceId = options.Since,
            BeforeId = options.Before,
            Limit = options.Limit,
        };
        FieldWriter.Ranges(options.Ranges, message.Ranges);
        return message;
    }
}
