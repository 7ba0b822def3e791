namespace Parley.Media.Types;

/// <summary>Decides which type an upload gets: what its bytes say, and only where they say nothing, what its sender says.</summary>
public static class UploadType
{
    /// <summary>The longest type that is kept, in characters.</summary>
    public const int LengthMax = 255;

    private static readonly string[] Claimable = ["application/", "audio/", "font/", "image/", "text/", "video/"];

    /// <param name="head">The first bytes.</param>
    /// <param name="claimed">The sender's word; null or empty for none.</param>
    public static string Decide(ReadOnlySpan<byte> head, string? claimed)
    {
        var sniffed = ContentSniffer.Sniff(head);
        return sniffed == ContentSniffer.Unknown && claimed is not null && MayClaim(claimed) ? claimed : sniffed;
    }

    /// <summary>The same for a form over HTTP.</summary>
    public static string DecideForForm(ReadOnlySpan<byte> head, string? claimed)
    {
        // Compat: files shorter than what is looked at are filled up with zeros, so that a short text is told by its sender.
        Span<byte> filled = stackalloc byte[ContentSniffer.HeadBytes];
        filled.Clear();
        head[..Math.Min(head.Length, filled.Length)].CopyTo(filled);
        return Decide(filled, claimed);
    }

    // The type becomes a header of downloads.
    private static bool MayClaim(string type) =>
        type.Length <= LengthMax
        && Claimable.Any(prefix => type.StartsWith(prefix, StringComparison.Ordinal))
        && type.All(letter => letter is >= ' ' and <= '~');
}
