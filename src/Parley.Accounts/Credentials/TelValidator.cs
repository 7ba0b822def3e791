using System.Text;
using System.Text.Json;
using Parley.Accounts.Options;
using Parley.Protocol;
using Parley.Protocol.Replies;

namespace Parley.Accounts.Credentials;

/// <summary>
/// Telephone numbers by their shape: "+" and 8 to 15 digits, or ten digits in North America. Whether a number is one of a
/// mobile telephone would take the numbering plans of all countries; this does not know them.
/// </summary>
public sealed class TelValidator(AccountOptions accounts) : IValidator
{
    private const int LengthMax = 40;
    private const int DigitsMin = 8;
    private const int DigitsMax = 15;
    private const int NationalDigits = 10;
    private const string Separators = " -.()/";

    public string Method => "tel";

    public Outcome<string> Check(string value, Payload parameters, CredentialOptions options)
    {
        if (value.Length > LengthMax)
            return ReplyCodes.Malformed;
        var digits = new StringBuilder(value.Length);
        var isInternational = value.StartsWith('+');
        foreach (var c in value.AsSpan(isInternational ? 1 : 0))
        {
            if (char.IsAsciiDigit(c))
                digits.Append(c);
            else if (!Separators.Contains(c, StringComparison.Ordinal))
                return ReplyCodes.Malformed;
        }
        if (isInternational)
            return digits.Length is >= DigitsMin and <= DigitsMax && digits[0] != '0' ? $"+{digits}" : ReplyCodes.Malformed;
        return digits.Length == NationalDigits && Country(parameters) is "US" or "CA" ? $"+1{digits}" : ReplyCodes.Malformed;
    }

    /// <summary>Compat: as the client wrote it, not in its international form.</summary>
    public string Normalise(string value) => value;

    private string Country(Payload parameters)
    {
        if (!parameters.IsObject)
            return accounts.DefaultCountry;
        using var json = JsonDocument.Parse(parameters.Utf8);
        return json.RootElement.TryGetProperty("countryCode", out var code) && code.ValueKind == JsonValueKind.String
            ? code.GetString() ?? accounts.DefaultCountry
            : accounts.DefaultCountry;
    }
}
