using System.Text;
using Parley.Accounts.Options;
using Parley.Protocol;
using Parley.Protocol.Replies;

namespace Parley.Accounts.Credentials;

/// <summary>E-mail addresses: bare ones, "alice@example.com", without a display name.</summary>
public sealed class EmailValidator : IValidator
{
    /// <summary>Bytes.</summary>
    private const int LengthMax = 128;
    private const string AtomSymbols = "!#$%&'*+-/=?^_`{|}~";

    public string Method => "email";

    public Outcome<string> Check(string value, Payload parameters, string? country, CredentialOptions options)
    {
        var at = value.LastIndexOf('@');
        if (Encoding.UTF8.GetByteCount(value) > LengthMax || at < 0 || !IsDotAtom(value.AsSpan(0, at)) || !IsDotAtom(value.AsSpan(at + 1)))
            return ReplyCodes.Malformed;
        var address = Normalise(value);
        if (options.Domains.Count > 0 && !options.Domains.Contains(address[(address.LastIndexOf('@') + 1)..]))
            return ReplyCodes.PolicyViolation;
        return address;
    }

    /// <summary>In lower case: nobody shall get an account's mail, or a second account, by another case.</summary>
    public string Normalise(string value) => value.ToLowerInvariant();

    // RFC 5322, 3.2.3, and letters of all scripts as of RFC 6532. Words in quotes and address literals are not taken.
    private static bool IsDotAtom(ReadOnlySpan<char> text)
    {
        var last = '.';
        foreach (var c in text)
        {
            var isAllowed = c == '.' ? last != '.'
                : char.IsAscii(c) ? char.IsAsciiLetterOrDigit(c) || AtomSymbols.Contains(c, StringComparison.Ordinal)
                : !char.IsControl(c) && !char.IsWhiteSpace(c);
            if (!isAllowed)
                return false;
            last = c;
        }
        return last != '.';
    }
}
