namespace Parley.Accounts.Options;

/// <summary>Settings of login tokens.</summary>
public sealed class TokenOptions
{
    public const int KeyLengthMin = 32;

    /// <summary>Signs tokens: at least <see cref="KeyLengthMin"/> secret bytes. Who has it can log in as anybody.</summary>
    public byte[] Key { get; set; } = [];

    public TimeSpan ExpireIn { get; set; } = TimeSpan.FromDays(14);

    /// <summary>Another number makes all earlier tokens invalid. 16 bits count.</summary>
    public int SerialNumber { get; set; } = 1;
}
