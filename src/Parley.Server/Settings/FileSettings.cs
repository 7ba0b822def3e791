using Parley.Media.Cors;

namespace Parley.Server.Settings;

/// <summary>Where uploaded files lie, and for how long.</summary>
public sealed class FileSettings
{
    public const string Folder = "fs";
    public const string Bucket = "s3";

    /// <summary>"fs" for a folder, "s3" for a bucket of S3 or of a service that speaks its protocol.</summary>
    public string Storage { get; set; } = Folder;

    /// <summary>For "fs": the folder; empty for "uploads" in the data folder.</summary>
    public string Path { get; set; } = "";

    /// <summary>What downloads say of how long they may be kept.</summary>
    public string CacheControl { get; set; } = "max-age=86400";

    /// <summary>Other sites whose pages may upload and read files, as https://chat.example.com or https://*.example.com; "*" for all.</summary>
    public string[] CorsOrigins { get; set; } = [];

    /// <summary>Seconds between two searches for files that nothing uses; 0 to keep them for ever.</summary>
    public int CollectionSeconds { get; set; } = 60;

    /// <summary>How many of those are removed at a time.</summary>
    public int CollectedMax { get; set; } = 100;

    /// <summary>Slower uploads and downloads are broken off, in bytes per second; 0 for no bound.</summary>
    public int BytesPerSecondMin { get; set; } = 1024;

    public S3Settings S3 { get; set; } = new();

    internal IEnumerable<string> Problems()
    {
        if (Storage is not (Folder or Bucket))
            yield return $"files.storage: \"{Storage}\" is neither fs nor s3.";
        foreach (var error in AllowedOrigins.Errors(CorsOrigins))
            yield return $"files.corsOrigins: {error}";
        if (CollectionSeconds < 0)
            yield return "files.collectionSeconds: a time in seconds, or 0.";
        if (BytesPerSecondMin < 0)
            yield return "files.bytesPerSecondMin: a number of bytes, or 0 for no bound.";
        if (CollectedMax < 1)
            yield return "files.collectedMax: 1 or more.";
        foreach (var problem in Storage == Bucket ? S3.Problems() : [])
            yield return problem;
    }
}
