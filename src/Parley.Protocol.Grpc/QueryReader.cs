using Parley.Protocol.Packets.Parts;

namespace Parley.Protocol.Grpc;

/// <summary>Reads what <c>{get}</c> and <c>{set}</c> ask for, also inside <c>{sub}</c> and <c>{acc}</c>.</summary>
internal static class QueryReader
{
    public static GetQuery? Get(Pbx.GetQuery? query) => query is null ? null : new GetQuery
    {
        What = FieldReader.Text(query.What),
        Desc = Options(query.Desc),
        Sub = Options(query.Sub),
        Data = Options(query.Data),
    };

    public static SetQuery? Set(Pbx.SetQuery? query) => query is null ? null : new SetQuery
    {
        Desc = Desc(query.Desc),
        Sub = Sub(query.Sub),
        Tags = FieldReader.Texts(query.Tags),
        Cred = query.Cred is { } cred ? FieldReader.Cred(cred) : null,
        Aux = FieldReader.Object(query.Aux),
    };

    /// <summary>Compat: a description with nothing inside is none; one with something that cannot be read is there.</summary>
    public static DescPart? Desc(Pbx.SetDesc? desc)
    {
        if (desc is null)
            return null;
        var access = FieldReader.DefaultAccess(desc.DefaultAcs);
        if (access is null && desc.Public.IsEmpty && desc.Trusted.IsEmpty && desc.Private.IsEmpty)
            return null;
        return new DescPart
        {
            DefaultAccess = access,
            Public = FieldReader.Value(desc.Public),
            Trusted = FieldReader.Value(desc.Trusted),
            Private = FieldReader.Value(desc.Private),
        };
    }

    // Compat: one with nothing inside is none.
    private static SubPart? Sub(Pbx.SetSub? sub) =>
        sub is null or { UserId: "", Mode: "" } ? null : new SubPart(FieldReader.Text(sub.UserId), FieldReader.Text(sub.Mode));

    private static GetOptions? Options(Pbx.GetOpts? options) => options is null ? null : new GetOptions
    {
        User = FieldReader.Text(options.User),
        Topic = FieldReader.Text(options.Topic),
        IfModifiedSince = FieldReader.TimeOrNone(options.IfModifiedSince),
        Since = options.SinceId,
        Before = options.BeforeId,
        Limit = options.Limit,
        Ranges = FieldReader.Ranges(options.Ranges),
    };
}
