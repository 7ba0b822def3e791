using Parley.Protocol.Names;
using Parley.Storage.Records;

namespace Parley.Accounts;

/// <summary>
/// Tells the running server of changes to an account that were committed already. Completes when every front end and the loaded
/// topics have acknowledged; a process that misses it heals because logging in and attaching check the state again.
/// </summary>
public interface IAccountNotices
{
    /// <summary>
    /// The account is gone: its sessions end (but for the acting one), its topics stop, contacts are told "gone". Called more than once
    /// for accounts with many contacts and groups, for some of them each time.
    /// </summary>
    ValueTask UserDeletedAsync(UserDeletion deletion, CancellationToken cancellationToken);

    /// <summary>The tags of the user have changed by another way than <c>me</c>: a loaded <c>me</c> reads its row again and says so.</summary>
    ValueTask UserTagsChangedAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>The account was suspended or resumed: when suspended its sessions end; its conversations and groups become read-only.</summary>
    ValueTask UserStateChangedAsync(UserId user, ObjectState state, CancellationToken cancellationToken);
}
