using Parley.Protocol.Access;

namespace Parley.Accounts.Options;

/// <summary>Settings of one kind of credentials.</summary>
public sealed class CredentialOptions
{
    /// <summary>Confirmed values become tags ("email:alice@example.com"), so that users can be found by them.</summary>
    public bool AddToTags { get; set; }

    /// <summary>Users of these levels must have one, and confirm it before they can log in.</summary>
    public IList<AuthLevel> RequiredLevels { get; set; } = [];

    /// <summary>For tests: this code confirms any value; null for none.</summary>
    public string? DebugResponse { get; set; }

    /// <summary>After more wrong codes than this no code counts.</summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>Digits.</summary>
    public int CodeLength { get; set; } = 6;

    /// <summary>Only e-mail addresses of these domains, in lower case; empty for all.</summary>
    public IList<string> Domains { get; set; } = [];
}
