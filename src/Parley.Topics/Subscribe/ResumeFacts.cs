using Parley.Storage.Records;

namespace Parley.Topics.Subscribe;

/// <summary>What is read before a session is taken back.</summary>
/// <param name="ReaderRow">The subscription of a channel reader whom the topic does not remember.</param>
/// <param name="Missed">Messages that it has not seen, newest first.</param>
/// <param name="Subscriptions">All of the user's: if <c>me</c> has nobody else yet.</param>
public sealed record ResumeFacts(
    StoredSubscription? ReaderRow, IReadOnlyList<StoredMessage> Missed, IReadOnlyList<StoredSubscription>? Subscriptions);
