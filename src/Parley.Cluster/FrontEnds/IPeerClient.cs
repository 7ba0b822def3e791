namespace Parley.Cluster.FrontEnds;

/// <summary>Finds a process by its silo.</summary>
internal interface IPeerClient
{
    IPeerService At(SiloAddress silo);
}
