namespace Parley.Accounts.Authenticators;

/// <summary>The outcome of comparing a password.</summary>
public enum PasswordCheck
{
    Wrong,
    Right,

    /// <summary>Not compared: too many others are waiting.</summary>
    Busy,
}
