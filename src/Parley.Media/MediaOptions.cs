namespace Parley.Media;

/// <summary>How much may be uploaded, and for how long it stays.</summary>
public sealed record MediaOptions
{
    /// <summary>Bytes of one upload.</summary>
    public long UploadBytesMax { get; init; } = 32 * 1024 * 1024;

    /// <summary>
    /// Bytes of one upload as long as it is not known whose it is: the picture of an account that is being made, and forms that say
    /// after the file who sends it.
    /// </summary>
    public long UnknownSenderBytesMax { get; init; } = 1024 * 1024;

    /// <summary>Bytes that the uploads of one user may take; 0 for any number.</summary>
    public long UserBytesMax { get; init; }

    /// <summary>Bytes of the disk that uploads leave free.</summary>
    public long FreeBytesMin { get; init; } = 256 * 1024 * 1024;

    /// <summary>How often files are removed that nothing uses; zero for never.</summary>
    public TimeSpan CollectionPeriod { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many files are removed at a time.</summary>
    public int CollectedFilesMax { get; init; } = 100;

    /// <summary>How long an upload may stay without being used: between the upload and the message that shows it.</summary>
    public TimeSpan UnusedAge { get; init; } = TimeSpan.FromHours(1);

    /// <summary><c>Cache-Control</c> of downloads.</summary>
    public string CacheControl { get; init; } = "max-age=86400";

    /// <summary>Origins whose pages may upload and read files; "*" for all. A label of the host may be "*".</summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    /// <summary>Slower uploads and downloads are broken off, in bytes per second; 0 for no bound.</summary>
    public int BytesPerSecondMin { get; init; } = 1024;

    /// <summary>For so long an upload or download may be slower.</summary>
    public TimeSpan SlowGrace { get; init; } = TimeSpan.FromSeconds(10);
}
