namespace Parley.Accounts.Options;

/// <summary>Settings of a service that checks logins.</summary>
public sealed class RestOptions
{
    public required Uri Address { get; set; }

    /// <summary>Who is new to this server, and known there, gets an account by logging in.</summary>
    public bool AllowsNewAccounts { get; set; }

    /// <summary>The name of what is asked stands at the end of the address, too.</summary>
    public bool HasSeparateEndpoints { get; set; }

    /// <summary>After this it is taken to be down.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);
}
