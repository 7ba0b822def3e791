using System.Numerics;
using System.Runtime.InteropServices;

namespace Parley.FrontEnd.Transports.WebSocket;

/// <summary>Takes the mask off payloads.</summary>
public static class FrameMask
{
    /// <param name="mask">The four bytes, first byte lowest.</param>
    public static void Apply(Span<byte> payload, uint mask)
    {
        if (mask == 0)
            return;
        var key = BitConverter.IsLittleEndian ? mask : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(mask);
        if (Vector.IsHardwareAccelerated && payload.Length >= Vector<byte>.Count)
        {
            var wide = Vector.AsVectorByte(new Vector<uint>(key));
            var vectors = MemoryMarshal.Cast<byte, Vector<byte>>(payload);
            foreach (ref var vector in vectors)
                vector ^= wide;
            payload = payload[(vectors.Length * Vector<byte>.Count)..];
        }
        for (var i = 0; i < payload.Length; i++)
            payload[i] ^= (byte)(mask >> (8 * (i & 3)));
    }
}
