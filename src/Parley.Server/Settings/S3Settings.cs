namespace Parley.Server.Settings;

/// <summary>A bucket of S3, or of a service that speaks its protocol.</summary>
public sealed class S3Settings
{
    public string AccessKeyId { get; set; } = "";

    [Secret]
    public string? SecretAccessKey { get; set; }

    /// <summary>"eu-central-1" and the like; services of your own want some name, too.</summary>
    public string Region { get; set; } = "";

    /// <summary>Made at the start if it does not exist.</summary>
    public string Bucket { get; set; } = "";

    /// <summary>The address of a service that is not Amazon's, as https://storage.example.com:9000.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>Speak plain HTTP: within a private network only.</summary>
    public bool DisableTls { get; set; }

    /// <summary>The bucket stands in the path of addresses, not in the host name.</summary>
    public bool ForcePathStyle { get; set; }

    /// <summary>Seconds for which the address of a download is good.</summary>
    public int PresignSeconds { get; set; } = 120;

    internal IEnumerable<string> Problems()
    {
        if (AccessKeyId.Length == 0 || string.IsNullOrEmpty(SecretAccessKey))
            yield return "files.s3.accessKeyId, files.s3.secretAccessKey: name the key that may use the bucket.";
        if (Region.Length == 0)
            yield return "files.s3.region: name the region of the bucket, as eu-central-1.";
        if (Bucket.Length == 0)
            yield return "files.s3.bucket: name the bucket.";
        if (Endpoint.Length > 0 && !Uri.TryCreate(Endpoint, UriKind.Absolute, out _))
            yield return $"files.s3.endpoint: \"{Endpoint}\" is not an address as https://storage.example.com:9000.";
        if (PresignSeconds is < 1 or > 7 * 24 * 3600)
            yield return "files.s3.presignSeconds: from 1 to 604800.";
    }
}
