namespace Parley.Cluster.Contracts;

/// <summary>What a topic sends to front ends, between processes.</summary>
[GenerateSerializer, Immutable, Alias("parley.delivery")]
internal abstract class WireDelivery
{
    [GenerateSerializer, Immutable, Alias("parley.delivery.reply")]
    internal sealed class Reply : WireDelivery
    {
        [Id(0)] public WireSession Session { get; init; }
        [Id(1)] public required byte[] Packet { get; init; }
        [Id(2)] public long EndsRequest { get; init; }
    }

    [GenerateSerializer, Immutable, Alias("parley.delivery.broadcast")]
    internal sealed class Broadcast : WireDelivery
    {
        [Id(0)] public required WireVariants Packets { get; init; }
        [Id(1)] public required WireAudience Audience { get; init; }
    }

    [GenerateSerializer, Immutable, Alias("parley.delivery.me")]
    internal sealed class NotifyOnMe : WireDelivery
    {
        [Id(0)] public required WireNoticeGroup[] Groups { get; init; }
        [Id(1)] public string? UnlessAttachedTo { get; init; }
        [Id(2)] public WireSession SkipSession { get; init; }
        [Id(3)] public bool NeedsPresence { get; init; }
    }

    [GenerateSerializer, Immutable, Alias("parley.delivery.attach")]
    internal sealed class Attach : WireDelivery
    {
        [Id(0)] public WireSession Session { get; init; }
        [Id(1)] public ulong User { get; init; }
        [Id(2)] public int Mode { get; init; }
        [Id(3)] public bool IsReader { get; init; }
        [Id(4)] public int Seq { get; init; }
    }

    [GenerateSerializer, Immutable, Alias("parley.delivery.detach")]
    internal sealed class Detach : WireDelivery
    {
        [Id(0)] public WireSession Session { get; init; }
    }

    [GenerateSerializer, Immutable, Alias("parley.delivery.detachAll")]
    internal sealed class DetachAll : WireDelivery;

    [GenerateSerializer, Immutable, Alias("parley.delivery.mode")]
    internal sealed class ModeChanged : WireDelivery
    {
        [Id(0)] public ulong User { get; init; }
        [Id(1)] public int Mode { get; init; }
        [Id(2)] public bool IsReader { get; init; }
    }

    /// <summary>The topic ends its life here although sessions are attached: the front end attaches them to the next one.</summary>
    [GenerateSerializer, Immutable, Alias("parley.delivery.moved")]
    internal sealed class Moved : WireDelivery;
}
