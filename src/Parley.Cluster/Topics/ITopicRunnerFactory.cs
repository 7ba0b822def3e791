using Parley.Protocol.Names;
using Parley.Topics.Effects;

namespace Parley.Cluster.Topics;

/// <summary>Begins lives of topics.</summary>
internal interface ITopicRunnerFactory
{
    ITopicRunner Create(TopicName topic, IEffectSink sink);
}
