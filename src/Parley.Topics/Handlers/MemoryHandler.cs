using Parley.Protocol.Routing;

namespace Parley.Topics.Handlers;

/// <summary>Decides one part of a request from what the topic remembers.</summary>
public abstract class MemoryHandler : ITopicStep
{
    public bool ReadsRows => false;

    public ValueTask<TopicPlan> RunAsync(
        TopicView topic, TopicRequest request, ITopicReader reader, CancellationToken cancellationToken) =>
        new(Decide(topic, request));

    /// <summary>Pure: no clock, no randomness, no reading; time comes with the request.</summary>
    public abstract TopicPlan Decide(TopicView topic, TopicRequest request);
}
