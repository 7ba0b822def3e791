using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Topics.Handlers;

namespace Parley.Topics.Members;

/// <summary>Decides what a {get sub} on a conversation lists: both subscriptions, without what is told of the users (part B 6.4).</summary>
public sealed class BothUsers(TopicOptions options) : MemoryHandler
{
    public override TopicPlan Decide(TopicView topic, TopicRequest request)
    {
        var asked = request.Query().Sub;
        var viewer = new Viewer(request.Who.User, topic.ParticipantOf(request)?.Mode ?? AccessMode.None);
        _ = UserId.TryParse(asked?.User, out var only);
        TopicSub[] entries = [.. topic.Members.Values
            .Where(m => (only.IsNone || m.User == only) && SubscriptionList.IsTold(m.Row, asked))
            .Take(asked.LimitOf(options.ListMax))
            .Select(m => Entry(m.CurrentRow, viewer, asked))];
        return SubscriptionList.Reply(topic, request, entries);
    }

    private static TopicSub Entry(StoredSubscription row, Viewer viewer, GetOptions? asked)
    {
        var user = row.Key.User;
        if (row.Deleted is { } deleted)
            return new TopicSub { User = user.ToString(), Deleted = deleted };
        var isOwn = user == viewer.User;
        return new TopicSub
        {
            User = user.ToString(),
            Updated = row.Updated,
            Access = SubscriptionList.AccessSeen(row, viewer),
            ReadSeq = row.Mode.IsReader ? row.ReadSeq : 0,
            RecvSeq = row.Mode.IsReader ? row.RecvSeq : 0,
            DelId = row.Mode.IsReader && isOwn ? row.DelId : 0,
            Private = isOwn && asked.IsNews(row.Updated) ? row.Private : default,
        };
    }
}
