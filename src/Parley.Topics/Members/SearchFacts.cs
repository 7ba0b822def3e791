using Parley.Protocol.Replies;
using Parley.Storage.Records;

namespace Parley.Topics.Members;

/// <summary>What a search has come to.</summary>
/// <param name="Refusal">Why there was no search: the query names a tag by which nobody may search, or too many.</param>
public sealed record SearchFacts(IReadOnlyList<FoundObject> Found, ReplyCode? Refusal = null)
{
    public static readonly SearchFacts Nothing = new([]);
}
