using Parley.Cluster.Contracts;
using Parley.Cluster.FrontEnds;
using Parley.Cluster.Topics;
using Parley.Protocol.Names;
using Parley.Storage.Records;
using Parley.Topics;
using Parley.Topics.Presence;

namespace Parley.Cluster.Accounts;

/// <summary>What a change of an account means for one process: for its sessions and for the topics loaded in it.</summary>
internal sealed class AccountChangeHandler(LocalTopics topics, ILocalFrontEnd frontEnd)
{
    /// <summary>Completes when the topics have handled it.</summary>
    public async ValueTask HandleAsync(AccountChange change)
    {
        var user = new UserId(change.User);
        if (change.IsOfTags)
        {
            if (topics.TryGet(TopicName.Me(user), out var me) && me.Post(new TopicInput.TagsChanged(change.At)) == PostOutcome.Accepted)
                await me.WhenHandledAsync();
            return;
        }
        var state = (ObjectState)change.State;
        if (state != ObjectState.Ok)
            frontEnd.EndSessionsOf(user, WireCodec.Decode(change.ActingSession));

        List<TopicMailbox> told = [];
        TopicInput input = state == ObjectState.Deleted
            ? new TopicInput.AccountGone(change.At)
            : new TopicInput.AccountSuspended(state == ObjectState.Suspended, change.At);
        foreach (var mailbox in OfUser(user, change.Groups))
            Post(mailbox, input);
        if (state == ObjectState.Deleted)
            TellContacts(user, change);
        foreach (var mailbox in told)
            await mailbox.WhenHandledAsync();

        void Post(TopicMailbox mailbox, TopicInput what)
        {
            if (mailbox.Post(what) == PostOutcome.Accepted)
                told.Add(mailbox);
        }
    }

    private IEnumerable<TopicMailbox> OfUser(UserId user, AccountChange.OwnedGroup[] groups)
    {
        var names = groups.Select(g => new TopicName(g.Name)).ToHashSet();
        return topics.All.Where(m => names.Contains(m.Name)
            || (m.Name.TryGetOwner(out var owner) && owner == user)
            || m.Name.TryGetPeerOf(user, out _));
    }

    private void TellContacts(UserId user, AccountChange change)
    {
        var me = TopicName.Me(user);
        foreach (var peer in change.Peers)
            Tell(peer, new TopicNotice(me, me.Value, NoticeWhat.Gone));
        foreach (var group in change.Groups)
        {
            foreach (var member in group.Members)
                Tell(member, new TopicNotice(new TopicName(group.Name), group.Name, NoticeWhat.Gone));
        }

        void Tell(ulong member, TopicNotice notice) =>
            topics.TryPost(TopicName.Me(new UserId(member)), new TopicInput.Notice(notice, change.At));
    }
}
