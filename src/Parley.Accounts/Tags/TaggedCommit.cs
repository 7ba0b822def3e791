using Parley.Protocol.Names;
using Parley.Protocol.Replies;
using Parley.Storage;
using Parley.Storage.Ports;
using Parley.Storage.Writes;

namespace Parley.Accounts.Tags;

/// <summary>Commits changes of an account together with the tags that follow from them, and tells a loaded <c>me</c>.</summary>
public sealed class TaggedCommit(IParleyStore store, IAccountNotices notices)
{
    private const int TriesMax = 5;

    /// <summary>Null if all was stored.</summary>
    public async ValueTask<Rejection?> CommitAsync(
        UserId user,
        IReadOnlyList<StoreWrite> writes,
        IReadOnlyCollection<string> removedTags,
        IReadOnlyCollection<string> addedTags,
        CancellationToken cancellationToken)
    {
        // The user's row may be written at the same time by its me topic: then the tags are decided again on the new row.
        for (var i = 1; ; i++)
        {
            IReadOnlyList<StoreWrite> unit = writes;
            var hasNewTags = false;
            if (removedTags.Count + addedTags.Count > 0)
            {
                if (await store.Users.FindAsync(user, cancellationToken) is not { } stored)
                    return new Rejection(ReplyCodes.UserNotFound);
                var tags = TagRules.Change(stored.Tags, removedTags, addedTags);
                hasNewTags = !ReferenceEquals(tags, stored.Tags);
                if (hasNewTags)
                    unit = [.. writes, new UpdateUser(user, stored.Version) { Tags = tags }];
            }
            if (unit.Count == 0)
                return null;
            var result = await store.Commit.CommitAsync([new WriteUnit(unit)]);
            if (result.Failure == StoreFailure.Conflict && i < TriesMax)
                continue;
            if (result.Failure == StoreFailure.None && hasNewTags)
                await notices.UserTagsChangedAsync(user, CancellationToken.None);
            return result.Refusal();
        }
    }
}
