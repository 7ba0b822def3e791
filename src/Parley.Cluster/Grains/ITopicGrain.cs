using Parley.Cluster.Contracts;

namespace Parley.Cluster.Grains;

/// <summary>
/// The one life of a topic in the cluster. It only says where the topic is: inputs go straight to that process, which keeps their
/// order and refuses them if the topic has moved on.
/// </summary>
[Alias("parley.ITopicGrain")]
internal interface ITopicGrain : IGrainWithStringKey
{
    /// <summary>Loads the topic, if it is not loaded.</summary>
    [Alias("Locate")]
    Task<TopicHome> LocateAsync();
}
