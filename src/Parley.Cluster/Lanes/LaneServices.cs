using Microsoft.Extensions.Logging;
using Parley.Cluster.Contracts;
using Parley.Cluster.FrontEnds;
using Parley.Cluster.Hosting;

namespace Parley.Cluster.Lanes;

/// <summary>What the lanes of a process share.</summary>
internal sealed record LaneServices(
    IPeerClient Peers,
    FrontEndTable FrontEnds,
    ILocalSiloDetails Self,
    WireCodec Codec,
    ParleyClusterOptions Options,
    TimeProvider Time,
    ILogger<LaneServices> Logger)
{
    /// <summary>Between a call that has failed and its repetition.</summary>
    public static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(20);
}
