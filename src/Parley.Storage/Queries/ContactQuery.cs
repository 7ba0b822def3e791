using Parley.Storage.Records;

namespace Parley.Storage.Queries;

/// <summary>Which entries of a contact list (part B 9.6).</summary>
/// <param name="ModifiedSince">Only those changed later, deleted ones too, oldest change first; null for all live ones in any order.</param>
/// <param name="Only">Only the subscription to this topic; null for all.</param>
/// <param name="Limit">At most so many, <c>me</c> and <c>fnd</c> not counted.</param>
public sealed record ContactQuery(DateTime? ModifiedSince, SubscriptionKey? Only, int Limit);
