namespace Parley.Accounts.Authenticators;

/// <summary>What is special about a proof of identity. The numbers are part of tokens.</summary>
[Flags]
public enum AuthFeatures
{
    None = 0,

    /// <summary>The user's credentials are known to be confirmed.</summary>
    Validated = 1,

    /// <summary>Good for one request, not for a session.</summary>
    NoLogin = 2,
}
