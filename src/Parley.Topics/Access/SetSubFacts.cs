using Parley.Storage.Records;

namespace Parley.Topics.Access;

/// <summary>What is read before somebody else's access changes.</summary>
/// <param name="TargetRow">The target's subscription, deleted ones too; read only if the topic does not remember the target.</param>
/// <param name="Target">The target; null if there is no such user.</param>
public sealed record SetSubFacts(StoredSubscription? TargetRow, StoredUser? Target);
