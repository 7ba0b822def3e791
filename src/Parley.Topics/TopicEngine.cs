using Parley.Protocol.Names;
using Parley.Topics.Effects;

namespace Parley.Topics;

/// <summary>
/// Runs one topic: load → decide → apply → commit → emit. Takes inputs strictly one after the other; commits run behind, and
/// effects leave only when what they tell is on disk.
/// </summary>
public sealed class TopicEngine
{
    private readonly TopicServices _services;
    private readonly IEffectSink _sink;

    public TopicEngine(TopicName name, TopicServices services, IEffectSink sink) => (Name, _services, _sink) = (name, services, sink);

    public TopicName Name { get; }

    /// <summary>
    /// Decides one input and applies it; what has to be stored may still be on its way when this completes. Must not be called again
    /// before it has completed. Does not throw for what a client sent or the database did.
    /// </summary>
    public ValueTask HandleAsync(TopicInput input, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Completes when everything decided so far is on disk, or has failed, and was told.</summary>
    public ValueTask DrainAsync() => throw new NotImplementedException();
}
