namespace Parley.Media.Types;

/// <summary>Tells the type of a file by its first bytes, as the MIME Sniffing Standard of the WHATWG does.</summary>
public static class ContentSniffer
{
    /// <summary>As many bytes are looked at.</summary>
    public const int HeadBytes = 512;

    public const string Unknown = "application/octet-stream";

    private const string Html = "text/html; charset=utf-8";
    private const string PlainText = "text/plain; charset=utf-8";

    private static readonly string[] HtmlTags =
    [
        "<!DOCTYPE HTML", "<HTML", "<HEAD", "<SCRIPT", "<IFRAME", "<H1", "<DIV", "<FONT", "<TABLE", "<A", "<STYLE", "<TITLE", "<B", "<BODY",
        "<BR", "<P", "<!--",
    ];

    private static readonly Signature[] Signatures =
    [
        new("%PDF-"u8, "application/pdf"),
        new("%!PS-Adobe-"u8, "application/postscript"),
        new([0xfe, 0xff], "text/plain; charset=utf-16be"),
        new([0xff, 0xfe], "text/plain; charset=utf-16le"),
        new([0xef, 0xbb, 0xbf], PlainText),

        new([0, 0, 1, 0], "image/x-icon"),
        new([0, 0, 2, 0], "image/x-icon"),
        new("BM"u8, "image/bmp"),
        new("GIF87a"u8, "image/gif"),
        new("GIF89a"u8, "image/gif"),
        new("RIFF"u8, "image/webp", "WEBPVP"u8, 8),
        new([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a], "image/png"),
        new([0xff, 0xd8, 0xff], "image/jpeg"),

        new("FORM"u8, "audio/aiff", "AIFF"u8, 8),
        new("ID3"u8, "audio/mpeg"),
        new("OggS\0"u8, "application/ogg"),
        new("MThd\0\0\0\x06"u8, "audio/midi"),
        new("RIFF"u8, "video/avi", "AVI "u8, 8),
        new("RIFF"u8, "audio/wave", "WAVE"u8, 8),
        new([0x1a, 0x45, 0xdf, 0xa3], "video/webm"),

        new([0, 1, 0, 0], "font/ttf"),
        new("OTTO"u8, "font/otf"),
        new("ttcf"u8, "font/collection"),
        new("wOFF"u8, "font/woff"),
        new("wOF2"u8, "font/woff2"),

        new([0x1f, 0x8b, 0x08], "application/x-gzip"),
        new("PK\x03\x04"u8, "application/zip"),
        new("Rar!\x1a\x07\0"u8, "application/x-rar-compressed"),
        new("Rar!\x1a\x07\x01\0"u8, "application/x-rar-compressed"),
        new("\0asm"u8, "application/wasm"),
    ];

    /// <param name="head">The first <see cref="HeadBytes"/> bytes, or all if there are fewer.</param>
    public static string Sniff(ReadOnlySpan<byte> head)
    {
        if (head.Length > HeadBytes)
            head = head[..HeadBytes];
        var text = head.TrimStart("\t\n\f\r "u8);
        if (IsHtml(text))
            return Html;
        if (text.StartsWith("<?xml"u8))
            return "text/xml; charset=utf-8";
        foreach (var signature in Signatures)
        {
            if (signature.Matches(head))
                return signature.Type;
        }
        if (IsMp4(head))
            return "video/mp4";
        return IsText(text) ? PlainText : Unknown;
    }

    private static bool IsHtml(ReadOnlySpan<byte> text)
    {
        foreach (var tag in HtmlTags)
        {
            // A comment needs no end, all else is followed by a blank or the end of the tag.
            if (StartsWithIgnoringCase(text, tag) && text.Length > tag.Length && text[tag.Length] is (byte)' ' or (byte)'>')
                return true;
        }
        return false;
    }

    private static bool StartsWithIgnoringCase(ReadOnlySpan<byte> text, string tag)
    {
        if (text.Length < tag.Length)
            return false;
        for (var i = 0; i < tag.Length; i++)
        {
            var letter = text[i] is >= (byte)'a' and <= (byte)'z' ? text[i] - 32 : text[i];
            if (letter != tag[i])
                return false;
        }
        return true;
    }

    // A box "ftyp" whose brands name some kind of MP4.
    private static bool IsMp4(ReadOnlySpan<byte> head)
    {
        if (head.Length < 12)
            return false;
        var size = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(head);
        if (size % 4 != 0 || size > head.Length || !head[4..].StartsWith("ftyp"u8))
            return false;
        for (var at = 8; at + 3 <= size; at += 4)
        {
            // Four bytes of version stand between the brands.
            if (at != 12 && head[at..].StartsWith("mp4"u8))
                return true;
        }
        return false;
    }

    private static bool IsText(ReadOnlySpan<byte> text)
    {
        foreach (var letter in text)
        {
            if (letter is <= 0x08 or 0x0b or (>= 0x0e and <= 0x1a) or (>= 0x1c and <= 0x1f))
                return false;
        }
        return true;
    }

    private sealed class Signature(ReadOnlySpan<byte> start, string type, ReadOnlySpan<byte> inner = default, int innerAt = 0)
    {
        private readonly byte[] _start = start.ToArray();
        private readonly byte[] _inner = inner.ToArray();

        public string Type => type;

        public bool Matches(ReadOnlySpan<byte> head) =>
            head.StartsWith(_start) && head.Length >= innerAt + _inner.Length && head[innerAt..].StartsWith(_inner);
    }
}
