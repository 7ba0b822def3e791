namespace Parley.Accounts.Options;

/// <summary>Settings of accounts and of logging in.</summary>
public sealed class AccountOptions
{
    public BasicOptions Basic { get; set; } = new();
    public TokenOptions Token { get; set; } = new();

    /// <summary>Codes that reset secrets; null: nobody can reset a secret.</summary>
    public CodeOptions? Code { get; set; } = new();

    /// <summary>A service that checks logins; null for none.</summary>
    public RestOptions? Rest { get; set; }
    public CollectionOptions Collection { get; set; } = new();
    public PasswordHashOptions PasswordHash { get; set; } = new();

    /// <summary>
    /// Kinds of credentials that are in use ("email", "tel"), with their settings. Others are ignored when clients send them.
    /// </summary>
    public IDictionary<string, CredentialOptions> Credentials { get; set; } =
        new Dictionary<string, CredentialOptions>(StringComparer.Ordinal);

    /// <summary>
    /// Names of authenticators as clients use them, each "logical:actual"; "actual:" hides one. Renaming takes two entries:
    /// "my-auth:basic" and "basic:".
    /// </summary>
    public IList<string> LogicalNames { get; set; } = [];

    /// <summary>Only root may delete accounts.</summary>
    public bool PermanentAccounts { get; set; }

    /// <summary>So many tags a client may give a user or group; tags that the server adds come on top.</summary>
    public int MaxTagCount { get; set; } = 16;

    /// <summary>The namespace of tags that name one user or group only, of which an account may have one; null for none.</summary>
    public string? AliasNamespace { get; set; }

    /// <summary>In a conversation either user may delete messages for both: a part of the access that new users grant.</summary>
    public bool P2PDeleteEnabled { get; set; }

    /// <summary>Country of telephone numbers without one, "US" and the like.</summary>
    public string DefaultCountry { get; set; } = "US";
}
