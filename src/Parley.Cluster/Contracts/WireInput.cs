namespace Parley.Cluster.Contracts;

/// <summary>What a front end tells a topic, between processes. Sessions are those of the batch's front end.</summary>
[GenerateSerializer, Immutable, Alias("parley.input")]
internal abstract class WireInput
{
    /// <summary>UTC.</summary>
    [Id(0)] public DateTime At { get; init; }

    [GenerateSerializer, Immutable, Alias("parley.input.request")]
    internal sealed class Request : WireInput
    {
        [Id(0)] public required WireRequester Who { get; init; }
        [Id(1)] public required string Address { get; init; }

        /// <summary>The client packet as JSON.</summary>
        [Id(2)] public required byte[] Packet { get; init; }
        [Id(3)] public long Number { get; init; }
        [Id(4)] public int? Resumes { get; init; }
    }

    [GenerateSerializer, Immutable, Alias("parley.input.gone")]
    internal sealed class SessionGone : WireInput
    {
        [Id(0)] public long Session { get; init; }
    }

    [GenerateSerializer, Immutable, Alias("parley.input.activity")]
    internal sealed class Activity : WireInput
    {
        [Id(0)] public long Session { get; init; }
        [Id(1)] public required string UserAgent { get; init; }
    }

    [GenerateSerializer, Immutable, Alias("parley.input.foreground")]
    internal sealed class Foreground : WireInput
    {
        [Id(0)] public long Session { get; init; }
    }
}
