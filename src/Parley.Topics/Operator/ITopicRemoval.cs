using Parley.Protocol.Names;

namespace Parley.Topics.Operator;

/// <summary>Deletes a topic, whether it is loaded somewhere or not.</summary>
public interface ITopicRemoval
{
    /// <summary>
    /// Completes when the topic has ended and its members are told; whether it is gone is for the database to say. A topic that does
    /// not exist is no failure.
    /// </summary>
    /// <param name="hard">Removes everything; else a group is marked deleted.</param>
    ValueTask RemoveAsync(TopicName topic, bool hard, CancellationToken cancellationToken);
}
