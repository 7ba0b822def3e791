using Parley.Storage.Writes;

namespace Parley.Accounts.Authenticators;

/// <summary>How the secret of an account changes, and which tags follow from that.</summary>
public sealed record AuthChange(IReadOnlyList<StoreWrite> Writes, IReadOnlyList<string> RemovedTags, IReadOnlyList<string> AddedTags)
{
    public static readonly AuthChange None = new([], [], []);
}
