using Parley.Cluster.Contracts;
using Parley.Cluster.Lanes;
using Parley.Protocol.Names;

namespace Parley.Cluster.Grains;

/// <summary>Asks the topic's grain.</summary>
internal sealed class GrainLocator(IGrainFactory grains) : ITopicLocator
{
    public Task<TopicHome> LocateAsync(TopicName topic) => grains.GetGrain<ITopicGrain>(topic.Value).LocateAsync();
}
