namespace Parley.Protocol.Access;

/// <summary>The modes that have a meaning of their own (part B 1.3).</summary>
public static class AccessMasks
{
    /// <summary>A member of an ordinary group.</summary>
    public static readonly AccessMode Member = AccessMode.Parse("JRWPS");

    /// <summary>A user in <c>me</c> and <c>fnd</c>.</summary>
    public static readonly AccessMode Me = AccessMode.Parse("JPS");

    /// <summary>A user in <c>slf</c>.</summary>
    public static readonly AccessMode Self = AccessMode.Parse("JRWDO");

    /// <summary>The owner of a group.</summary>
    public static readonly AccessMode Full = AccessMode.Parse("JRWPASDO");

    /// <summary>A root user in <c>sys</c>.</summary>
    public static readonly AccessMode System = AccessMode.Parse("JRWPD");

    /// <summary>A member of a group that has channel readers: by invitation, therefore no J.</summary>
    public static readonly AccessMode ChannelMember = AccessMode.Parse("RWPS");

    /// <summary>A channel reader.</summary>
    public static readonly AccessMode ChannelReader = AccessMode.Parse("JRP");

    /// <summary>One of the two users of a conversation.</summary>
    /// <param name="mayDelete">The server lets either delete messages for both.</param>
    public static AccessMode P2P(bool mayDelete) => AccessMode.Parse(mayDelete ? "JRWPAD" : "JRWPA");
}
