using Parley.Storage.Records;

namespace Parley.Topics.Offline;

/// <summary>What is read for a description that is asked for from outside.</summary>
/// <param name="User">The user who is described: of me oneself, of a conversation the other one. Null if there is none.</param>
/// <param name="ReaderRow">The requester's subscription as a channel reader; deleted ones too.</param>
public sealed record OfflineDescFacts(StoredUser? User, StoredSubscription? ReaderRow);
