using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Parley.Protocol.Json;

/// <summary>What all JSON text of the server has in common, and the repair of text that is almost JSON.</summary>
internal static class JsonText
{
    /// <summary>
    /// Escapes no more than JSON asks for: packets are no part of HTML pages, and text in other alphabets stays small.
    /// Members are known to be in order, so that they are not checked again.
    /// </summary>
    public static readonly JsonWriterOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>For values that have been checked when they came in.</summary>
    public static readonly JsonReaderOptions AnyDepth = new() { MaxDepth = int.MaxValue };

    private const int EscapeLength = 6;

    /// <summary>
    /// The text with U+FFFD for bytes that are no UTF-8 and for halves of surrogate pairs, whether escaped in names,
    /// strings or opaque values. The same memory if there is nothing to repair, which costs no copy.
    /// </summary>
    public static ReadOnlySpan<byte> Repair(ReadOnlySpan<byte> text)
    {
        if (!Utf8.IsValid(text))
            text = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text));
        return text.IndexOf("\\u"u8) < 0 ? text : RepairEscapes(text);
    }

    private static ReadOnlySpan<byte> RepairEscapes(ReadOnlySpan<byte> text)
    {
        byte[]? copy = null;
        for (var at = NextBackslash(text, 0); at < text.Length; at = NextBackslash(text, at))
        {
            var code = CodeAt(text, at);
            if (code < 0)
            {
                // An escape of one character, which may itself be a backslash.
                at += 2;
                continue;
            }
            var isPair = char.IsHighSurrogate((char)code) && CodeAt(text, at + EscapeLength) is >= 0xDC00 and <= 0xDFFF;
            if (!isPair && char.IsSurrogate((char)code))
                "\\ufffd"u8.CopyTo((copy ??= text.ToArray()).AsSpan(at));
            at += isPair ? 2 * EscapeLength : EscapeLength;
        }
        return copy ?? text;
    }

    private static int NextBackslash(ReadOnlySpan<byte> text, int from)
    {
        if (from >= text.Length)
            return text.Length;
        var distance = text[from..].IndexOf((byte)'\\');
        return distance < 0 ? text.Length : from + distance;
    }

    // The code of an escape of the form \uXXXX; -1 if there is none at this place.
    private static int CodeAt(ReadOnlySpan<byte> text, int at) =>
        at + EscapeLength <= text.Length && text[at] == (byte)'\\' && text[at + 1] == (byte)'u'
        && int.TryParse(text.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            ? code
            : -1;
}
