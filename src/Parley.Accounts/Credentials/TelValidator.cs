using System.Text.Json;
using Parley.Accounts.Options;
using Parley.Protocol;
using Parley.Protocol.Replies;
using PhoneNumbers;

namespace Parley.Accounts.Credentials;

/// <summary>
/// Telephone numbers that can get a text message: by the numbering plans of all countries, mobile, or not to be told from mobile.
/// Stored in their international form, so that one number belongs to one account and is found however it is written.
/// </summary>
public sealed class TelValidator(AccountOptions accounts) : IValidator
{
    private const int LengthMax = 40;

    private readonly PhoneNumberUtil _plans = PhoneNumberUtil.GetInstance();

    public string Method => "tel";

    public Outcome<string> Check(string value, Payload parameters, string? country, CredentialOptions options) =>
        Parse(value, CountryIn(parameters) ?? country ?? accounts.DefaultCountry) is { } number
            && _plans.GetNumberType(number) is PhoneNumberType.MOBILE or PhoneNumberType.FIXED_LINE_OR_MOBILE
            ? _plans.Format(number, PhoneNumberFormat.E164)
            : ReplyCodes.Malformed;

    public string Normalise(string value) =>
        Parse(value, accounts.DefaultCountry) is { } number ? _plans.Format(number, PhoneNumberFormat.E164) : value;

    // The parser finds numbers inside of other text, and spells words with keys: only what is written as a number counts.
    private PhoneNumber? Parse(string value, string country)
    {
        if (value.Length > LengthMax || !PhoneNumberUtil.IsViablePhoneNumber(value) || value.Any(char.IsAsciiLetter))
            return null;
        try
        {
            var number = _plans.Parse(value, country.ToUpperInvariant());
            return _plans.IsValidNumber(number) ? number : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    private static string? CountryIn(Payload parameters)
    {
        if (!parameters.IsObject)
            return null;
        using var json = JsonDocument.Parse(parameters.Utf8);
        return json.RootElement.TryGetProperty("countryCode", out var code) && code.ValueKind == JsonValueKind.String
            && code.GetString() is { Length: 2 } country ? country : null;
    }
}
