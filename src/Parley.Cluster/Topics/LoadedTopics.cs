using Parley.Protocol.Names;

namespace Parley.Cluster.Topics;

/// <summary>The topics of this process as an operator sees them.</summary>
public sealed class LoadedTopics
{
    private readonly LocalTopics _topics;

    internal LoadedTopics(LocalTopics topics) => _topics = topics;

    /// <summary>Their names, at this moment.</summary>
    public IReadOnlyList<TopicName> Names => [.. _topics.All.Select(mailbox => mailbox.Name)];
}
