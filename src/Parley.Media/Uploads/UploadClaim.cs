namespace Parley.Media.Uploads;

/// <summary>What the sender says of a file.</summary>
/// <param name="Size">Bytes; 0 if not told.</param>
/// <param name="ETag">SHA-256 in hexadecimal digits; null or empty if not told.</param>
public sealed record UploadClaim(long Size = 0, string? ETag = null)
{
    public static readonly UploadClaim None = new();

    /// <summary>Whether it is true.</summary>
    public bool Holds(long size, string etag) =>
        (Size == 0 || Size == size)
        && (string.IsNullOrEmpty(ETag) || string.Equals(ETag.Trim('"'), etag, StringComparison.OrdinalIgnoreCase));
}
