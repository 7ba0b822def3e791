using Parley.Storage.Records;

namespace Parley.Topics.Subscribe;

/// <summary>What is read before a session attaches.</summary>
/// <param name="OwnRow">The requester's subscription, in the role it asks for; deleted ones too.</param>
/// <param name="Self">The requester; read where a topic may be created.</param>
/// <param name="Peer">The other user of a conversation that may have to be created; null if there is none.</param>
/// <param name="PeerRow">The other user's subscription; deleted ones too.</param>
/// <param name="Subscriptions">All of the user's: when <c>me</c> is entered.</param>
public sealed record AttachFacts(
    StoredSubscription? OwnRow,
    StoredUser? Self,
    StoredUser? Peer,
    StoredSubscription? PeerRow,
    IReadOnlyList<StoredSubscription>? Subscriptions);
