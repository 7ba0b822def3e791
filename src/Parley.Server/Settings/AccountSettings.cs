namespace Parley.Server.Settings;

/// <summary>Who may have an account, and how people prove who they are.</summary>
public sealed class AccountSettings
{
    /// <summary>Users cannot delete their account.</summary>
    public bool Permanent { get; set; }

    /// <summary>Two letters: completes telephone numbers that have no country.</summary>
    public string DefaultCountry { get; set; } = "US";

    /// <summary>People are found by their login.</summary>
    public bool LoginInTags { get; set; } = true;

    public int LoginLengthMin { get; set; } = 4;
    public int PasswordLengthMin { get; set; } = 6;

    /// <summary>Seconds for which a token is good.</summary>
    public int TokenSeconds { get; set; } = 14 * 24 * 3600;

    /// <summary>0 to 65535: another number makes all tokens void.</summary>
    public int TokenSerial { get; set; } = 1;

    /// <summary>Seconds for which a code by mail is good.</summary>
    public int CodeSeconds { get; set; } = 900;

    public int CodeRetriesMax { get; set; } = 3;
    public int CodeLength { get; set; } = 6;

    /// <summary>Names of ways to log in as clients use them, each "logical:actual"; "actual:" hides one.</summary>
    public string[] LogicalNames { get; set; } = [];

    public CollectionSettings Unconfirmed { get; set; } = new();
    public RestAuthSettings Rest { get; set; } = new();
    public CredentialSettings Email { get; set; } = new();
    public CredentialSettings Tel { get; set; } = new();

    internal IEnumerable<string> Problems()
    {
        if (DefaultCountry.Length != 2 || !DefaultCountry.All(char.IsAsciiLetterUpper))
            yield return $"accounts.defaultCountry: \"{DefaultCountry}\" is not a country code of two capital letters.";
        if (LoginLengthMin is < 1 or > 32)
            yield return "accounts.loginLengthMin: from 1 to 32.";
        if (PasswordLengthMin is < 1 or > 64)
            yield return "accounts.passwordLengthMin: from 1 to 64.";
        if (TokenSeconds < 60)
            yield return "accounts.tokenSeconds: 60 or more.";
        if (TokenSerial is < 0 or > 65535)
            yield return "accounts.tokenSerial: from 0 to 65535.";
        if (CodeSeconds < 10)
            yield return "accounts.codeSeconds: 10 or more.";
        if (CodeRetriesMax is < 1 or > 100)
            yield return "accounts.codeRetriesMax: from 1 to 100.";
        if (CodeLength is < 4 or > 12)
            yield return "accounts.codeLength: from 4 to 12 digits.";
        foreach (var error in Parley.Accounts.Authenticators.LogicalNames.Errors(LogicalNames))
            yield return $"accounts.logicalNames: {error}";
        foreach (var problem in Email.Problems("email").Concat(Tel.Problems("tel")).Concat(Rest.Problems()).Concat(Unconfirmed.Problems()))
            yield return problem;
    }
}
