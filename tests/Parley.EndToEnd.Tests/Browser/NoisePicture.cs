using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Parley.EndToEnd.Tests.Browser;

/// <summary>A picture that no compression makes smaller.</summary>
internal static class NoisePicture
{
    /// <summary>A PNG of this width and height in pixels: about three bytes for each.</summary>
    public static byte[] Make(int side)
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, side);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), side);
        (header[8], header[9]) = (8, 2);
        Write(png, "IHDR"u8, header);
        var row = new byte[1 + side * 3];
        using var pixels = new MemoryStream();
        using (var packed = new ZLibStream(pixels, CompressionLevel.NoCompression, leaveOpen: true))
        {
            for (var i = 0; i < side; i++)
            {
                RandomNumberGenerator.Fill(row.AsSpan(1));
                packed.Write(row);
            }
        }
        Write(png, "IDAT"u8, pixels.ToArray());
        Write(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static void Write(MemoryStream png, ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        png.Write(number);
        png.Write(name);
        png.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Check(Check(uint.MaxValue, name), content));
        png.Write(number);
    }

    // CRC-32, as PNG wants it.
    private static uint Check(uint sum, ReadOnlySpan<byte> bytes)
    {
        foreach (var next in bytes)
        {
            sum ^= next;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum >> 1) ^ (0xEDB88320 & (0 - (sum & 1)));
        }
        return sum;
    }
}
