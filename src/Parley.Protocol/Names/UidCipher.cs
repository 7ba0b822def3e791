using System.Buffers.Binary;

namespace Parley.Protocol.Names;

/// <summary>
/// Hides the order and number of ids from clients: XTEA over the eight bytes of a snowflake (part A 5.1). Not a secret
/// worth much, but ids of a server keep their form only as long as the key stays.
/// </summary>
public sealed class UidCipher
{
    /// <summary>The length of a key, in bytes.</summary>
    public const int KeyLength = 16;

    private const int Cycles = 32;
    private const uint Delta = 0x9E3779B9;

    private readonly uint[] _key = new uint[4];

    /// <exception cref="ArgumentException">The key has not 16 bytes.</exception>
    public UidCipher(ReadOnlySpan<byte> key)
    {
        if (key.Length != KeyLength)
            throw new ArgumentException($"A uid key has {KeyLength} bytes, this one has {key.Length}.", nameof(key));
        for (var i = 0; i < 4; i++)
            _key[i] = BinaryPrimitives.ReadUInt32BigEndian(key[(i * 4)..]);
    }

    /// <summary>The id as clients see it.</summary>
    /// <param name="snowflake">Not negative.</param>
    public UserId Encode(long snowflake)
    {
        Span<byte> block = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(block, snowflake);
        var v0 = BinaryPrimitives.ReadUInt32BigEndian(block);
        var v1 = BinaryPrimitives.ReadUInt32BigEndian(block[4..]);
        uint sum = 0;
        for (var i = 0; i < Cycles; i++)
        {
            v0 += ((v1 << 4 ^ v1 >> 5) + v1) ^ (sum + _key[sum & 3]);
            sum += Delta;
            v1 += ((v0 << 4 ^ v0 >> 5) + v0) ^ (sum + _key[sum >> 11 & 3]);
        }
        BinaryPrimitives.WriteUInt32BigEndian(block, v0);
        BinaryPrimitives.WriteUInt32BigEndian(block[4..], v1);
        return new UserId(BinaryPrimitives.ReadUInt64LittleEndian(block));
    }

    /// <summary>The snowflake behind an id: the key of database rows. Not negative for ids of our own making.</summary>
    public long Decode(UserId id)
    {
        Span<byte> block = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(block, id.Value);
        var v0 = BinaryPrimitives.ReadUInt32BigEndian(block);
        var v1 = BinaryPrimitives.ReadUInt32BigEndian(block[4..]);
        var sum = unchecked(Delta * Cycles);
        for (var i = 0; i < Cycles; i++)
        {
            v1 -= ((v0 << 4 ^ v0 >> 5) + v0) ^ (sum + _key[sum >> 11 & 3]);
            sum -= Delta;
            v0 -= ((v1 << 4 ^ v1 >> 5) + v1) ^ (sum + _key[sum & 3]);
        }
        BinaryPrimitives.WriteUInt32BigEndian(block, v0);
        BinaryPrimitives.WriteUInt32BigEndian(block[4..], v1);
        return BinaryPrimitives.ReadInt64LittleEndian(block);
    }
}
