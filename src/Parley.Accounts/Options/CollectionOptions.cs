namespace Parley.Accounts.Options;

/// <summary>Settings of the removal of accounts whose owner has never confirmed a credential.</summary>
public sealed class CollectionOptions
{
    /// <summary>From the last change of an account to its removal.</summary>
    public TimeSpan Age { get; set; } = TimeSpan.FromHours(30);

    /// <summary>Accounts removed in one turn.</summary>
    public int AccountsMax { get; set; } = 10;
}
