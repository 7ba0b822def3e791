using Parley.Storage.Records;

namespace Parley.Topics.Members;

/// <summary>What a search has come to.</summary>
/// <param name="IsForbidden">The query names a tag by which nobody may search.</param>
public sealed record SearchFacts(IReadOnlyList<FoundObject> Found, bool IsForbidden = false)
{
    public static readonly SearchFacts Nothing = new([]);
}
