using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Parley.Accounts;

/// <summary>
/// The key that a client application shows (part A 4.7): 24 bytes as base64url. It tells one application from another for
/// statistics and keeps out clients that do not know this server; it is public, so it protects nothing.
/// </summary>
public static class ApiKey
{
    private const int DataLength = 8;
    private const int Length = DataLength + 16;
    private const int TextLength = 32;
    private const byte Version = 1;
    private const int SequenceOffset = 5;
    private const int RootOffset = 7;

    /// <summary>True if the key was signed with this salt. Its application id, sequence and root flag do not count.</summary>
    public static bool IsValid(string? key, ReadOnlySpan<byte> salt) => Read(key, salt) is not null;

    /// <summary>What a key says of itself; null if it was not signed with this salt.</summary>
    public static (int Sequence, bool IsRoot)? Read(string? key, ReadOnlySpan<byte> salt)
    {
        if (key is not { Length: TextLength })
            return null;
        Span<byte> bytes = stackalloc byte[Length];
        if (!TryDecode(key, bytes) || bytes[0] != Version)
            return null;
        Span<byte> signature = stackalloc byte[Length - DataLength];
        Sign(bytes[..DataLength], salt, signature);
        // In constant time: a comparison that stops at the first difference tells how much of a forged key is right.
        return CryptographicOperations.FixedTimeEquals(signature, bytes[DataLength..])
            ? (BinaryPrimitives.ReadUInt16LittleEndian(bytes[SequenceOffset..]), bytes[RootOffset] == 1)
            : null;
    }

    /// <summary>A key for a new application.</summary>
    /// <param name="isRoot">Kept for the format's sake: the server never asks.</param>
    public static string Make(ReadOnlySpan<byte> salt, ushort sequence = 1, bool isRoot = false)
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes.Clear();
        bytes[0] = Version;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[SequenceOffset..], sequence);
        bytes[RootOffset] = isRoot ? (byte)1 : (byte)0;
        Sign(bytes[..DataLength], salt, bytes[DataLength..]);
        return Base64Url.EncodeToString(bytes);
    }

    private static bool TryDecode(string key, Span<byte> bytes)
    {
        Span<char> text = stackalloc char[TextLength];
        key.CopyTo(text);
        return Base64Url.IsValid(text) && Base64Url.TryDecodeFromChars(text, bytes, out var written) && written == Length;
    }

    [SuppressMessage("Security", "CA5351", Justification = "The format of the keys that clients carry is given.")]
    private static void Sign(ReadOnlySpan<byte> data, ReadOnlySpan<byte> salt, Span<byte> signature) =>
        HMACMD5.HashData(salt, data, signature);
}
