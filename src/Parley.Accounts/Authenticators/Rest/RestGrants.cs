using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Storage.Records;

namespace Parley.Accounts.Authenticators.Rest;

/// <summary>Reads what the service says of a login.</summary>
internal static class RestGrants
{
    private static readonly (string Unit, double Seconds)[] Units =
        [("ns", 1e-9), ("us", 1e-6), ("µs", 1e-6), ("ms", 1e-3), ("s", 1), ("m", 60), ("h", 3600)];

    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    /// <summary>False if there is something in it that has no meaning.</summary>
    /// <param name="grant">Of nobody if the service does not know the user yet.</param>
    public static bool TryRead(RestRecord record, out AuthGrant grant)
    {
        grant = new AuthGrant(default, AuthLevels.Parse(record.Level));
        var user = default(UserId);
        if (!string.IsNullOrEmpty(record.User) && !UserId.TryParseText(record.User, out user))
            return false;
        if (!TryFeatures(record.Features, out var features) || !TryLifetime(record.Lifetime, out var lifetime))
            return false;
        ObjectState? state = ObjectState.Ok;
        if (record.State == "undef")
            state = null;
        else if (!string.IsNullOrEmpty(record.State) && AccountStates.TryParse(record.State, out var known))
            state = known;
        else if (!string.IsNullOrEmpty(record.State))
            return false;
        grant = grant with { User = user, Features = features, Lifetime = lifetime, State = state };
        return true;
    }

    /// <summary>The letters by which the service knows features; null for none.</summary>
    public static string? Letters(AuthFeatures features) => features switch
    {
        AuthFeatures.None => null,
        AuthFeatures.Validated => "V",
        AuthFeatures.NoLogin => "L",
        _ => "VL",
    };

    private static bool TryFeatures(JsonElement value, out AuthFeatures features)
    {
        features = AuthFeatures.None;
        switch (value.ValueKind)
        {
            case JsonValueKind.Undefined or JsonValueKind.Null:
                return true;
            case JsonValueKind.Number when value.TryGetUInt16(out var bits):
                features = (AuthFeatures)bits & (AuthFeatures.Validated | AuthFeatures.NoLogin);
                return true;
            case JsonValueKind.String:
                foreach (var letter in value.GetString() ?? "")
                {
                    if (letter is not ('V' or 'L'))
                        return false;
                    features |= letter == 'V' ? AuthFeatures.Validated : AuthFeatures.NoLogin;
                }
                return true;
            default:
                return false;
        }
    }

    // None and 0 are the configured life of tokens.
    private static bool TryLifetime(JsonElement value, out TimeSpan? lifetime)
    {
        lifetime = null;
        double seconds;
        switch (value.ValueKind)
        {
            case JsonValueKind.Undefined or JsonValueKind.Null:
                return true;
            case JsonValueKind.Number when value.TryGetDouble(out seconds):
                break;
            case JsonValueKind.String when TryDuration(value.GetString() ?? "", out seconds):
                break;
            default:
                return false;
        }
        if (seconds is < 0 or > int.MaxValue)
            return false;
        lifetime = seconds == 0 ? null : TimeSpan.FromSeconds(seconds);
        return true;
    }

    // "1h30m", "5000s", "1.5h".
    private static bool TryDuration(ReadOnlySpan<char> text, out double seconds)
    {
        seconds = 0;
        if (text is "0")
            return true;
        var isEmpty = text.IsEmpty;
        while (!text.IsEmpty)
        {
            var digits = text.IndexOfAnyExcept(NumberCharacters);
            if (digits <= 0 || !double.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
                return false;
            text = text[digits..];
            var letters = text.IndexOfAny(NumberCharacters);
            var unit = letters < 0 ? text : text[..letters];
            var factor = 0d;
            foreach (var (name, worth) in Units)
            {
                if (unit.SequenceEqual(name))
                    factor = worth;
            }
            if (factor == 0)
                return false;
            seconds += amount * factor;
            text = text[unit.Length..];
        }
        return !isEmpty;
    }
}
