namespace Parley.Topics.Tags;

/// <summary>A search query in its terms, in lower case and in order of appearance.</summary>
/// <param name="Required">Joined by blanks: all of them count.</param>
/// <param name="Optional">Joined by commas: any of them does.</param>
public sealed record SearchTerms(IReadOnlyList<string> Required, IReadOnlyList<string> Optional);
