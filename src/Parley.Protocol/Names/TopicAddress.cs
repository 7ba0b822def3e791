namespace Parley.Protocol.Names;

/// <summary>A topic as one user writes and sees it: "me", "fnd", "slf", "sys", "usr…" of the peer, "grp…", "chn…", "new…".</summary>
public readonly record struct TopicAddress(string Value)
{
    public const string Me = "me";
    public const string Find = "fnd";
    public const string Self = "slf";
    public const string System = "sys";
    public const string NewGroupPrefix = "new";
    public const string NewChannelPrefix = "nch";

    /// <summary>The user asks for a new group.</summary>
    public bool IsNew => IsNewChannel || HasPrefix(NewGroupPrefix);

    /// <summary>The user asks for a new group that channel readers may follow.</summary>
    public bool IsNewChannel => HasPrefix(NewChannelPrefix);

    /// <summary>The user speaks as a channel reader.</summary>
    public bool IsChannel => HasPrefix(TopicName.ChannelPrefix);

    public override string ToString() => Value ?? "";

    private bool HasPrefix(string prefix) => Value is not null && Value.StartsWith(prefix, StringComparison.Ordinal);
}
