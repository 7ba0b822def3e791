using Parley.Protocol.Names;

namespace Parley.Media.Uploads;

/// <summary>How much an upload may bring.</summary>
/// <param name="BytesMax">It is refused beyond this: 413.</param>
/// <param name="IsQuota">The bound is what is left of the user's quota: 422.</param>
public sealed record UploadAllowance(long BytesMax, bool IsQuota = false)
{
    /// <summary>Whose quota it counts against; nobody as long as the sender is not known.</summary>
    public UserId User { get; init; }
}
