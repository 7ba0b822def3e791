using Parley.Protocol.Names;
using Parley.Topics;
using Parley.Topics.Effects;

namespace Parley.Cluster.Topics;

/// <summary>Runs topics by their rules.</summary>
internal sealed class EngineRunnerFactory(TopicServices services) : ITopicRunnerFactory
{
    public ITopicRunner Create(TopicName topic, IEffectSink sink) => new EngineRunner(new TopicEngine(topic, services, sink));

    private sealed class EngineRunner(TopicEngine engine) : ITopicRunner
    {
        public ValueTask HandleAsync(TopicInput input, CancellationToken cancellationToken) =>
            engine.HandleAsync(input, cancellationToken);

        public ValueTask DrainAsync() => engine.DrainAsync();
    }
}
