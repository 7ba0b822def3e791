using Parley.Protocol.Names;

namespace Parley.Storage.Records;

/// <summary>
/// Which subscription: of a user to a topic (<c>me</c> and <c>fnd</c> too), as a member or as a channel reader. A user may have both.
/// </summary>
public readonly record struct SubscriptionKey(TopicName Topic, UserId User, bool IsReader = false);
