namespace Parley.Accounts.Options;

/// <summary>Settings of the codes that reset secrets.</summary>
public sealed class CodeOptions
{
    public const int LengthMin = 4;
    public const int LengthMax = 32;

    public TimeSpan ExpireIn { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Digits.</summary>
    public int CodeLength { get; set; } = 6;

    /// <summary>After so many wrong codes the right one does not count either.</summary>
    public int MaxRetries { get; set; } = 3;
}
