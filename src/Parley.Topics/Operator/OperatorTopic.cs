using Parley.Protocol.Names;
using Parley.Storage.Records;

namespace Parley.Topics.Operator;

/// <summary>A topic in a list for the operator.</summary>
/// <param name="Kind">"group", "channel", "p2p", "self" or "system".</param>
/// <param name="Title">The name that members see; null if it has none.</param>
/// <param name="Owner">Nobody for conversations and the system topic.</param>
/// <param name="Members">Live subscriptions, those of channel readers included.</param>
/// <param name="Seq">Number of the last message.</param>
/// <param name="Touched">Time of the last message, or of the creation.</param>
public sealed record OperatorTopic(
    TopicName Topic, string Kind, string? Title, UserId Owner, ObjectState State, int Members, int Seq, DateTime Created, DateTime Touched);
