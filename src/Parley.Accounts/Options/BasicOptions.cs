namespace Parley.Accounts.Options;

/// <summary>Settings of logging in by a name and a password.</summary>
public sealed class BasicOptions
{
    /// <summary>The longest login, in characters.</summary>
    public const int LoginLengthMax = 32;

    /// <summary>Logins become tags ("basic:alice"), so that users can be found by them.</summary>
    public bool AddToTags { get; set; }

    /// <summary>Characters, at most <see cref="LoginLengthMax"/>.</summary>
    public int MinLoginLength { get; set; } = 2;

    /// <summary>Characters.</summary>
    public int MinPasswordLength { get; set; } = 3;
}
