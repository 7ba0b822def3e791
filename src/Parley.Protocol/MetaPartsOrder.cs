namespace Parley.Protocol;

/// <summary>How the parts of one request are spelled, and in which order they are answered (part B 3.2, 6.1, 7.0).</summary>
public static class MetaPartsOrder
{
    private const int PiecesMax = 8;

    /// <summary>The order of answers to a <c>{get}</c>.</summary>
    public static readonly IReadOnlyList<MetaParts> OfGet =
        [MetaParts.Desc, MetaParts.Sub, MetaParts.Data, MetaParts.Del, MetaParts.Tags, MetaParts.Cred, MetaParts.Aux];

    /// <summary>Compat: the query inside a <c>{sub}</c> is answered in another order, with the messages near the end.</summary>
    public static readonly IReadOnlyList<MetaParts> OfSub =
        [MetaParts.Desc, MetaParts.Sub, MetaParts.Tags, MetaParts.Cred, MetaParts.Aux, MetaParts.Data, MetaParts.Del];

    /// <summary>The order in which the parts of a <c>{set}</c> are carried out.</summary>
    public static readonly IReadOnlyList<MetaParts> OfSet =
        [MetaParts.Desc, MetaParts.Sub, MetaParts.Tags, MetaParts.Cred, MetaParts.Aux];

    /// <summary>
    /// Reads <c>what</c> of a query: words separated by single blanks, unknown ones ignored. What follows the seventh
    /// blank is one word, blanks included.
    /// </summary>
    public static MetaParts Parse(string? what)
    {
        var parts = MetaParts.None;
        foreach (var word in (what ?? "").Split(' ', PiecesMax))
            parts |= PartOf(word);
        return parts;
    }

    /// <summary>The word for a part; the parts of a value with several bits are joined by blanks.</summary>
    public static string Format(MetaParts parts) =>
        string.Join(' ', OfGet.Where(p => parts.HasFlag(p)).Select(p => p.ToString().ToLowerInvariant()));

    private static MetaParts PartOf(string word) => word switch
    {
        "desc" => MetaParts.Desc,
        "sub" => MetaParts.Sub,
        "data" => MetaParts.Data,
        "tags" => MetaParts.Tags,
        "del" => MetaParts.Del,
        "cred" => MetaParts.Cred,
        "aux" => MetaParts.Aux,
        _ => MetaParts.None,
    };
}
