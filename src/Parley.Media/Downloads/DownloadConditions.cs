namespace Parley.Media.Downloads;

/// <summary>What a client says of the copy that it has, and which part it wants: header fields as they were sent.</summary>
public sealed record DownloadConditions
{
    public static readonly DownloadConditions None = new();

    public string? IfMatch { get; init; }
    public string? IfNoneMatch { get; init; }
    public DateTimeOffset? IfModifiedSince { get; init; }
    public DateTimeOffset? IfUnmodifiedSince { get; init; }
    public string? IfRange { get; init; }
    public string? Range { get; init; }
}
