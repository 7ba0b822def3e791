using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Storage.Writes;

namespace Parley.Topics.Access;

/// <summary>
/// Takes the ownership of a group from the old owner, in the same plan in which the new one accepts it (part B 2.6). What the old one has
/// offered to others ends with it: the new owner has not agreed to that.
/// </summary>
public static class OwnershipTransfer
{
    /// <returns>The changes of other members' subscriptions, the old owner's first.</returns>
    public static IReadOnlyList<ModeChange> Plan(TopicView topic, TopicPlan plan, UserId newOwner, DateTime at)
    {
        plan.Write(new UpdateTopic(topic.Name, topic.Version) { Owner = newOwner });
        var changes = new List<ModeChange>();
        foreach (var member in topic.Members.Values.OrderByDescending(m => m.User == topic.Owner))
        {
            if (!member.IsLive || member.User == newOwner || !(member.Want | member.Given).IsOwner)
                continue;
            var after = member.CurrentRow with
            {
                Want = member.Want.Without(AccessMode.Owner),
                Given = member.Given.Without(AccessMode.Owner),
                Updated = at,
                Version = member.Row.Version + 1,
            };
            plan.Write(new PutSubscription(after));
            changes.Add(new ModeChange(member.User, member.Row, after, IsReader: false));
        }
        return changes;
    }
}
