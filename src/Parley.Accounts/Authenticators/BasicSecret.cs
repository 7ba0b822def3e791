using System.Diagnostics.CodeAnalysis;
using System.Text;
using Parley.Accounts.Options;
using Parley.Protocol.Replies;

namespace Parley.Accounts.Authenticators;

/// <summary>A login, in lower case, and a password: "login:password" on the wire.</summary>
public readonly record struct BasicSecret(string Login, string Password)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>False if there is no colon, or the bytes are no UTF-8. A password may contain colons.</summary>
    public static bool TryParse(ReadOnlySpan<byte> secret, out BasicSecret parsed)
    {
        parsed = default;
        var colon = secret.IndexOf((byte)':');
        if (colon < 0 || !TryDecode(secret[..colon], out var login) || !TryDecode(secret[(colon + 1)..], out var password))
            return false;
        parsed = new BasicSecret(login.ToLowerInvariant(), password);
        return true;
    }

    /// <summary>Letters and digits of any script, inside also "_" and "."; lengths are counted in characters.</summary>
    public Rejection? RefuseLogin(BasicOptions options)
    {
        var runes = Login.EnumerateRunes().ToList();
        var isAllowed = runes.Count >= Math.Max(2, options.MinLoginLength) && runes.Count <= BasicOptions.LoginLengthMax
            && IsAlphanumeric(runes[0]) && IsAlphanumeric(runes[^1])
            && runes.TrueForAll(r => IsAlphanumeric(r) || r.Value is '_' or '.');
        return isAllowed ? null : new Rejection(ReplyCodes.PolicyViolation);
    }

    /// <summary>Long enough, and not longer than the hash looks at: what is cut off would be no part of the password.</summary>
    public Rejection? RefusePassword(BasicOptions options) =>
        Password.EnumerateRunes().Count() >= options.MinPasswordLength
        && Encoding.UTF8.GetByteCount(Password) <= PasswordHasher.PasswordBytesMax
            ? null
            : new Rejection(ReplyCodes.PolicyViolation);

    private static bool IsAlphanumeric(Rune rune) => Rune.IsLetter(rune) || Rune.IsNumber(rune);

    private static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out string? text)
    {
        text = null;
        try
        {
            text = Strict.GetString(bytes);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
