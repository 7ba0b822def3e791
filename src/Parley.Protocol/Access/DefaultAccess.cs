namespace Parley.Protocol.Access;

/// <summary>Access of those who join by themselves.</summary>
public readonly record struct DefaultAccess(AccessMode Auth, AccessMode Anon)
{
    /// <summary>What a user of this level gets; root users get the default of the kind of topic, which is not here.</summary>
    public AccessMode For(AuthLevel level) => level switch
    {
        AuthLevel.Anonymous => Anon,
        AuthLevel.Authenticated or AuthLevel.Root => Auth,
        _ => AccessMode.None,
    };
}
