using Parley.Protocol.Names;

namespace Parley.Storage.Records;

/// <summary>An e-mail address or telephone number of a user. A confirmed value belongs to one user only.</summary>
public sealed record StoredCredential
{
    public required UserId User { get; init; }
    public required string Method { get; init; }
    public required string Value { get; init; }

    /// <summary>The code that confirms it.</summary>
    public string Response { get; init; } = "";
    public bool IsDone { get; init; }
    public int Retries { get; init; }
    public DateTime Created { get; init; }
    public DateTime Updated { get; init; }
}
