using Parley.Protocol;
using Parley.Protocol.Names;

namespace Parley.Storage.Records;

/// <summary>A message.</summary>
public sealed record StoredMessage
{
    public required int Seq { get; init; }
    public required DateTime Timestamp { get; init; }
    public required UserId From { get; init; }

    /// <summary>A JSON object, or null.</summary>
    public Payload Head { get; init; }
    public Payload Content { get; init; }
}
