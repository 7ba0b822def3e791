using Parley.Accounts;
using Parley.Protocol.Names;
using Parley.Storage.Records;

namespace Parley.Server.Admin;

/// <summary>Changes to accounts where no server runs: there are no sessions, and no topic is loaded.</summary>
internal sealed class NobodyToTell : IAccountNotices
{
    public ValueTask UserDeletedAsync(UserDeletion deletion, CancellationToken cancellationToken) => default;

    public ValueTask UserTagsChangedAsync(UserId user, CancellationToken cancellationToken) => default;

    public ValueTask UserStateChangedAsync(UserId user, ObjectState state, CancellationToken cancellationToken) => default;
}
