using Parley.Protocol.Names;

namespace Parley.Storage.Queries;

/// <summary>A search by tags (part B 8.6).</summary>
/// <param name="Searcher">Left out of the result.</param>
/// <param name="Required">An object must have at least one tag of every group.</param>
/// <param name="Optional">If nothing is required, an object must have one of these; else they raise its rank.</param>
/// <param name="RankedFirst">Tags that begin with this text count 20 instead of 1; null for none.</param>
/// <param name="IncludeInactive">Also suspended and deleted objects.</param>
public sealed record SearchQuery(
    UserId Searcher,
    IReadOnlyList<IReadOnlyList<string>> Required,
    IReadOnlyList<string> Optional,
    string? RankedFirst,
    bool IncludeInactive,
    int Limit);
