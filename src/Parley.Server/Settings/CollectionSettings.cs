namespace Parley.Server.Settings;

/// <summary>Accounts whose owner has never confirmed an address are removed after a while.</summary>
public sealed class CollectionSettings
{
    public bool Enabled { get; set; }

    /// <summary>From one turn to the next.</summary>
    public int PeriodSeconds { get; set; } = 3600;

    /// <summary>Accounts that one turn removes.</summary>
    public int AccountsMax { get; set; } = 10;

    /// <summary>Hours from the last change of an account to its removal.</summary>
    public int AgeHours { get; set; } = 30;

    internal IEnumerable<string> Problems()
    {
        if (PeriodSeconds is < 1 or > 30 * 24 * 3600)
            yield return "accounts.unconfirmed.periodSeconds: from 1 to 2592000.";
        if (AccountsMax is < 1 or > 10_000)
            yield return "accounts.unconfirmed.accountsMax: from 1 to 10000.";
        if (AgeHours is < 1 or > 24 * 365 * 10)
            yield return "accounts.unconfirmed.ageHours: from 1 to 87600.";
    }
}
