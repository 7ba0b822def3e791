using System.Buffers.Binary;
using System.Security.Cryptography;
using Parley.Protocol.Access;
using Parley.Protocol.Names;

namespace Parley.Accounts.Authenticators;

/// <summary>What a login token says (part A 4.3): 50 bytes, the last 32 of them a signature.</summary>
/// <param name="Expires">Seconds since 1970 UTC.</param>
public readonly record struct LoginToken(UserId User, uint Expires, AuthLevel Level, ushort Serial, AuthFeatures Features)
{
    public const int Length = DataLength + HMACSHA256.HashSizeInBytes;
    private const int DataLength = 18;

    public byte[] Write(ReadOnlySpan<byte> key)
    {
        var bytes = new byte[Length];
        var data = bytes.AsSpan(0, DataLength);
        BinaryPrimitives.WriteUInt64LittleEndian(data, User.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(data[8..], Expires);
        BinaryPrimitives.WriteUInt16LittleEndian(data[12..], (ushort)Level);
        BinaryPrimitives.WriteUInt16LittleEndian(data[14..], Serial);
        BinaryPrimitives.WriteUInt16LittleEndian(data[16..], (ushort)Features);
        HMACSHA256.HashData(key, data, bytes.AsSpan(DataLength));
        return bytes;
    }

    /// <summary>Reads a token; the signature does not count. False if it is too short; bytes beyond it are ignored.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out LoginToken token)
    {
        token = default;
        if (bytes.Length < Length)
            return false;
        token = new LoginToken(
            new UserId(BinaryPrimitives.ReadUInt64LittleEndian(bytes)),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]),
            (AuthLevel)BinaryPrimitives.ReadUInt16LittleEndian(bytes[12..]),
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[14..]),
            (AuthFeatures)BinaryPrimitives.ReadUInt16LittleEndian(bytes[16..]));
        return true;
    }

    /// <summary>True if the bytes, at least <see cref="Length"/>, were signed with this key. Takes the same time for all.</summary>
    public static bool IsSigned(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> key)
    {
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, bytes[..DataLength], signature);
        return CryptographicOperations.FixedTimeEquals(signature, bytes[DataLength..Length]);
    }
}
