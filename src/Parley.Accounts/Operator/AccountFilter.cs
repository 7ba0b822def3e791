using Parley.Storage.Records;

namespace Parley.Accounts.Operator;

/// <summary>Which accounts a list has.</summary>
/// <param name="Text">Occurs in id, login, name or a tag, in any case; null for all.</param>
/// <param name="State">Null for all that are not deleted.</param>
/// <param name="After">Only those after this account, by id or login; null for all.</param>
/// <param name="Limit">At most so many; 0 for no limit.</param>
public sealed record AccountFilter(string? Text, ObjectState? State, string? After, int Limit);
