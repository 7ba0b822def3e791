using Parley.Accounts;
using Parley.Cluster.Contracts;
using Parley.Cluster.Lanes;
using Parley.Cluster.Topics;
using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Storage.Ports;
using Parley.Storage.Records;

namespace Parley.Cluster.Accounts;

/// <summary>Tells every process of a change to an account: the sessions end, the loaded topics stop or become read-only.</summary>
internal sealed class AccountNotices(AccountLane lane, ITopicStore topics, TimeProvider time) : IAccountNotices
{
    public ValueTask UserDeletedAsync(UserDeletion deletion, CancellationToken cancellationToken) => lane.TellAsync(
        new AccountChange
        {
            User = deletion.User.Value,
            State = (int)ObjectState.Deleted,
            ActingSession = WireCodec.Encode(deletion.ActingSession),
            Peers = [.. deletion.Peers.Select(p => p.Value)],
            Groups = [.. deletion.OwnedGroups.Select(g => Owned(g.Group, g.Members))],
            At = time.UtcMilliseconds(),
        },
        cancellationToken);

    public ValueTask UserTagsChangedAsync(UserId user, CancellationToken cancellationToken) => lane.TellAsync(
        new AccountChange { User = user.Value, Peers = [], Groups = [], At = time.UtcMilliseconds(), IsOfTags = true }, cancellationToken);

    public async ValueTask UserStateChangedAsync(UserId user, ObjectState state, CancellationToken cancellationToken)
    {
        var owned = await topics.OwnedByAsync(user, cancellationToken);
        await lane.TellAsync(
            new AccountChange
            {
                User = user.Value,
                State = (int)state,
                Peers = [],
                Groups = [.. owned.Select(g => Owned(g, []))],
                At = time.UtcMilliseconds(),
            },
            cancellationToken);
    }

    private static AccountChange.OwnedGroup Owned(TopicName group, IReadOnlyList<UserId> members) =>
        new() { Name = group.Value, Members = [.. members.Select(m => m.Value)] };
}
