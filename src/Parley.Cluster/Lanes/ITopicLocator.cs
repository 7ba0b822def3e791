using Parley.Cluster.Contracts;
using Parley.Protocol.Names;

namespace Parley.Cluster.Lanes;

/// <summary>Finds where a topic lives.</summary>
internal interface ITopicLocator
{
    /// <summary>Loads the topic if it is not loaded.</summary>
    Task<TopicHome> LocateAsync(TopicName topic);
}
