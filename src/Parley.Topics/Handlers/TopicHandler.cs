using Parley.Protocol.Routing;

namespace Parley.Topics.Handlers;

/// <summary>Decides one part of a request from rows that it reads first.</summary>
/// <typeparam name="TFacts">What <see cref="LoadAsync"/> reads.</typeparam>
public abstract class TopicHandler<TFacts> : ITopicStep
{
    public bool ReadsRows => true;

    public async ValueTask<TopicPlan> RunAsync(
        TopicView topic, TopicRequest request, ITopicReader reader, CancellationToken cancellationToken) =>
        Decide(topic, request, await LoadAsync(topic, request, reader, cancellationToken));

    /// <summary>Reads what the decision needs. May look at the topic to see what to read, but decides nothing.</summary>
    protected abstract ValueTask<TFacts> LoadAsync(
        TopicView topic, TopicRequest request, ITopicReader reader, CancellationToken cancellationToken);

    /// <summary>Pure: no clock, no randomness, no reading; time and ids come with the request and the facts.</summary>
    protected abstract TopicPlan Decide(TopicView topic, TopicRequest request, TFacts facts);
}
