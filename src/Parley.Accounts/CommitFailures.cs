using Parley.Protocol.Replies;
using Parley.Storage;
using Parley.Storage.Ports;
using Parley.Storage.Writes;

namespace Parley.Accounts;

/// <summary>Commits of single units, and what clients are told if one fails.</summary>
internal static class CommitFailures
{
    /// <summary>The detail of a duplicate login.</summary>
    public const string Auth = "auth";

    /// <summary>The detail of a duplicate tag.</summary>
    public const string Tag = "tag";

    public static ValueTask<CommitResult> CommitAsync(this ICommit commit, params StoreWrite[] writes) =>
        commit.CommitAsync([new WriteUnit(writes)]);

    /// <summary>Null if all was stored. Something that is taken is the client's to know; the rest is ours.</summary>
    public static Rejection? Refusal(this CommitResult result) => result.Failure switch
    {
        StoreFailure.None => null,
        StoreFailure.Duplicate when result.Detail == Tag => new Rejection(ReplyCodes.Malformed),
        StoreFailure.Duplicate => new Rejection(ReplyCodes.DuplicateCredential),
        StoreFailure.Unavailable => new Rejection(ReplyCodes.ServiceUnavailable),
        _ => new Rejection(ReplyCodes.InternalError),
    };
}
