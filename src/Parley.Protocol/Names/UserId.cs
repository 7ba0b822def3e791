using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Parley.Protocol.Names;

/// <summary>
/// A user. The number is the id as clients see it, already obfuscated (see <see cref="UidCipher"/>);
/// its text is base64url of the eight little-endian bytes, 11 characters, with or without the prefix "usr". 0 is nobody.
/// </summary>
public readonly record struct UserId(ulong Value) : IComparable<UserId>
{
    public const string Prefix = "usr";

    /// <summary>The length of the text without a prefix.</summary>
    public const int TextLength = 11;

    public bool IsNone => Value == 0;

    /// <summary>"usr" and the text; empty for nobody.</summary>
    public override string ToString() => IsNone ? "" : Prefix + Text;

    /// <summary>The 11 characters without a prefix; empty for nobody.</summary>
    public string Text
    {
        get
        {
            if (IsNone)
                return "";
            Span<byte> bytes = stackalloc byte[8];
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, Value);
            return Base64Url.EncodeToString(bytes);
        }
    }

    /// <summary>Reads "usr…"; false for anything else, and for nobody.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out UserId user)
    {
        user = default;
        return text is not null && text.StartsWith(Prefix, StringComparison.Ordinal)
            && TryParseText(text.AsSpan(Prefix.Length), out user) && !user.IsNone;
    }

    /// <summary>Reads the 11 characters without a prefix.</summary>
    public static bool TryParseText(ReadOnlySpan<char> text, out UserId user)
    {
        user = default;
        if (text.Length != TextLength || !Ascii.IsValid(text))
            return false;
        Span<byte> bytes = stackalloc byte[9];
        // The Try… method of the same class throws on characters of other alphabets.
        var status = Base64Url.DecodeFromChars(LastDigitRounded(text, stackalloc char[TextLength]), bytes, out _, out var written);
        if (status != OperationStatus.Done || written != 8)
            return false;
        user = new UserId(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        return true;
    }

    public int CompareTo(UserId other) => Value.CompareTo(other.Value);

    public static bool operator <(UserId left, UserId right) => left.Value < right.Value;

    public static bool operator >(UserId left, UserId right) => left.Value > right.Value;

    public static bool operator <=(UserId left, UserId right) => left.Value <= right.Value;

    public static bool operator >=(UserId left, UserId right) => left.Value >= right.Value;

    // Eleven characters hold 66 bits. Compat: the reference ignores the two bits too many, our decoder refuses them.
    private static Span<char> LastDigitRounded(ReadOnlySpan<char> text, Span<char> copy)
    {
        const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        text.CopyTo(copy);
        var digit = Digits.IndexOf(copy[^1], StringComparison.Ordinal);
        if (digit >= 0)
            copy[^1] = Digits[digit & ~3];
        return copy;
    }
}
