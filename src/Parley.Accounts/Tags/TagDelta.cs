namespace Parley.Accounts.Tags;

/// <summary>How two lists of tags differ; a tag that stands twice counts twice.</summary>
public sealed record TagDelta(IReadOnlyList<string> Added, IReadOnlyList<string> Removed, IReadOnlyList<string> Both);
