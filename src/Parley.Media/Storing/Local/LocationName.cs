using System.Buffers;
using System.Buffers.Binary;
using Parley.Protocol.Names;

namespace Parley.Media.Storing.Local;

/// <summary>The names of stored files: base32 of the id, which no file system takes for another one.</summary>
internal static class LocationName
{
    /// <summary>The length of a name.</summary>
    public const int Length = 13;

    private const string Letters = "abcdefghijklmnopqrstuvwxyz234567";

    private static readonly SearchValues<char> NameLetters = SearchValues.Create(Letters);

    public static string Of(UserId file)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, file.Value);
        var bits = new UInt128(0, BinaryPrimitives.ReadUInt64BigEndian(bytes)) << 1;
        Span<char> name = stackalloc char[Length];
        for (var i = Length - 1; i >= 0; i--, bits >>= 5)
            name[i] = Letters[(int)(bits & 31)];
        return new string(name);
    }

    public static bool IsName(ReadOnlySpan<char> text) => text.Length == Length && !text.ContainsAnyExcept(NameLetters);
}
