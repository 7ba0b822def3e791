namespace Parley.Media.Storing.S3;

/// <summary>A bucket, and the key that may use it.</summary>
public sealed record BucketOptions
{
    public required string AccessKeyId { get; init; }
    public required string SecretAccessKey { get; init; }
    public required string Region { get; init; }
    public required string Bucket { get; init; }

    /// <summary>The address of a service that is not Amazon's; null for Amazon's.</summary>
    public Uri? Endpoint { get; init; }

    public bool DisableTls { get; init; }
    public bool ForcePathStyle { get; init; }

    /// <summary>For how long the address of a download is good.</summary>
    public TimeSpan PresignLifetime { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Pages of these origins may read files: told to the bucket when it is made.</summary>
    public IReadOnlyList<string> CorsOrigins { get; init; } = [];

    /// <summary>Files lie here until they are whole.</summary>
    public required string SpoolFolder { get; init; }
}
