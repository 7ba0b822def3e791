using Parley.Protocol.Names;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Topics.Presence;

namespace Parley.Topics.Effects;

/// <summary>Something that the world must do once the plan is on disk. The list is closed.</summary>
public abstract record TopicEffect
{
    private TopicEffect()
    {
    }

    /// <summary>A reply, a broadcast, a notice on <c>me</c>, or news of attachments: to front ends.</summary>
    public sealed record Deliver(Delivery Delivery) : TopicEffect;

    /// <summary>Word to another topic, if it is loaded. Nobody waits for it, and it may be lost.</summary>
    public sealed record RouteToTopic(TopicName Target, TopicNotice Notice) : TopicEffect;

    /// <summary>The same word to many topics: one batch for each process in which some of them may live.</summary>
    public sealed record RouteToTopics(IReadOnlyList<TopicName> Targets, TopicNotice Notice) : TopicEffect;

    /// <summary>The owner of a credential that was added is sent its code. No reply waits for that.</summary>
    /// <param name="Language">Of the session; null if not known.</param>
    public sealed record AskConfirmation(StoredCredential Credential, string? Language, DateTime At) : TopicEffect;

    /// <summary>Starts a timer, or starts it anew.</summary>
    public sealed record ArmTimer(TimerKey Timer, TimeSpan Due) : TopicEffect;

    public sealed record CancelTimer(TimerKey Timer) : TopicEffect;

    /// <summary>The topic is to be unloaded. What comes later loads it again.</summary>
    public sealed record CloseTopic : TopicEffect;
}
