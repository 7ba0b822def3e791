using Parley.Protocol.Names;

namespace Parley.Storage.Records;

/// <summary>An uploaded file. Its id has the form of a user id.</summary>
public sealed record StoredFile
{
    public required UserId Id { get; init; }
    public required DateTime Created { get; init; }
    public required DateTime Updated { get; init; }

    /// <summary>Nobody for the avatar of an account that is being made.</summary>
    public UserId User { get; init; }
    public FileStatus Status { get; init; }
    public string MimeType { get; init; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; init; }
    public string? ETag { get; init; }
    public string? Location { get; init; }
}
