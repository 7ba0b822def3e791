using Parley.Protocol.Routing;

namespace Parley.Topics.Handlers;

/// <summary>One part of a request, decided: what the engine runs.</summary>
public interface ITopicStep
{
    /// <summary>The step reads rows before it decides: it waits for the commits before it.</summary>
    bool ReadsRows { get; }

    ValueTask<TopicPlan> RunAsync(TopicView topic, TopicRequest request, ITopicReader reader, CancellationToken cancellationToken);
}
