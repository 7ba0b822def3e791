using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Parley.Protocol.Json;

/// <summary>Makes bytes readable that are almost JSON: what is no UTF-8, and halves of characters, become U+FFFD.</summary>
internal static class JsonText
{
    /// <summary>The same bytes if nothing is wrong with them, which costs no copy.</summary>
    public static ReadOnlySpan<byte> Repair(ReadOnlySpan<byte> frame)
    {
        if (!Utf8.IsValid(frame))
            frame = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(frame));
        return frame.IndexOf("\\u"u8) < 0 ? frame : RepairEscapes(frame);
    }

    private static ReadOnlySpan<byte> RepairEscapes(ReadOnlySpan<byte> frame)
    {
        byte[]? copy = null;
        for (var i = 0; i < frame.Length; i++)
        {
            if (frame[i] != (byte)'\\')
                continue;
            var code = CodeAt(frame, i);
            if (code < 0)
            {
                i++;
                continue;
            }
            var isPair = char.IsHighSurrogate((char)code) && CodeAt(frame, i + 6) is >= 0xDC00 and <= 0xDFFF;
            if (!isPair && char.IsSurrogate((char)code))
                "\\ufffd"u8.CopyTo((copy ??= frame.ToArray()).AsSpan(i));
            i += isPair ? 11 : 5;
        }
        return copy ?? frame;
    }

    // The code of an escape of the form \uXXXX; -1 if there is none at this place.
    private static int CodeAt(ReadOnlySpan<byte> frame, int at) =>
        at + 6 <= frame.Length && frame[at] == (byte)'\\' && frame[at + 1] == (byte)'u'
        && int.TryParse(frame.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? code
            : -1;
}
