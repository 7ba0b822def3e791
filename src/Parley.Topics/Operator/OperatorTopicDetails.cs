using Parley.Protocol.Access;

namespace Parley.Topics.Operator;

/// <summary>All that an operator sees of a topic. Messages are none of the operator's business.</summary>
/// <param name="AccessAuth">What users who have logged in get by default.</param>
/// <param name="AccessAnon">What anonymous users get by default.</param>
/// <param name="People">The members; channel readers are only counted.</param>
public sealed record OperatorTopicDetails(
    OperatorTopic Topic,
    AccessMode AccessAuth,
    AccessMode AccessAnon,
    IReadOnlyList<string> Tags,
    IReadOnlyList<OperatorMember> People);
