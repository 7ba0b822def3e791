using Parley.Storage.Records;

namespace Parley.Topics.Operator;

/// <summary>Which topics a list has.</summary>
/// <param name="Text">Occurs in name, title or a tag, in any case; null for all.</param>
/// <param name="Kind">"group", "channel", "p2p", "self" or "system"; null for all.</param>
/// <param name="State">Null for all that are not deleted.</param>
/// <param name="After">Only those after this topic; null for all.</param>
/// <param name="Limit">At most so many; 0 for no limit.</param>
public sealed record TopicFilter(string? Text, string? Kind, ObjectState? State, string? After, int Limit);
