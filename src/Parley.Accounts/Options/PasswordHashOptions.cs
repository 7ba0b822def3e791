namespace Parley.Accounts.Options;

/// <summary>How much work passwords may make.</summary>
public sealed class PasswordHashOptions
{
    public const int CostMin = 4;
    public const int CostMax = 31;

    /// <summary>Of bcrypt, for new passwords: one more is twice the work. 10 takes about 60 ms.</summary>
    public int Cost { get; set; } = 10;

    /// <summary>So many passwords are worked on at a time; 0: half as many as there are processors, so that the others go on chatting.</summary>
    public int ConcurrencyMax { get; set; }

    /// <summary>So many more may wait; beyond, clients are told 503.</summary>
    public int QueueMax { get; set; } = 1000;
}
