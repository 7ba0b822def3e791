using Parley.Topics;

namespace Parley.Cluster.Topics;

/// <summary>What a mailbox drives: one life of a topic's rules.</summary>
internal interface ITopicRunner
{
    /// <summary>Takes one input; is not called again before it has completed.</summary>
    ValueTask HandleAsync(TopicInput input, CancellationToken cancellationToken);

    /// <summary>Completes when everything taken so far is stored, or has failed, and was told.</summary>
    ValueTask DrainAsync();
}
