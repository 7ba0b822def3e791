using Orleans.Runtime.Services;

namespace Parley.Cluster.FrontEnds;

/// <summary>Finds a process by its silo.</summary>
internal sealed class PeerClient(IServiceProvider services) : GrainServiceClient<IPeerService>(services), IPeerClient
{
    public IPeerService At(SiloAddress silo) => GetGrainService(silo);
}
