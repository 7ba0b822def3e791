using Parley.Protocol.Access;

namespace Parley.Topics.Access;

/// <summary>What a channel reader may want: the letters of readers, and never less than entering and reading (part B 2.5).</summary>
public static class ReaderAccess
{
    private static readonly AccessMode Least = AccessMode.Join | AccessMode.Read;

    /// <summary>What a reader wants who comes.</summary>
    public static AccessMode Clamp(AccessMode sent) => (sent & AccessMasks.ChannelReader) | Least;

    /// <summary>What a reader wants who is there: without J it blocks the channel.</summary>
    public static AccessMode ClampOrBlock(AccessMode sent) => sent.IsJoiner ? Clamp(sent) : sent & AccessMasks.ChannelReader;
}
