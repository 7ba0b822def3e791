using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Storage.Writes;

namespace Parley.Topics.Access;

/// <summary>Takes the ownership of a group from the old owner, in the same plan in which the new one accepts it (part B 2.6).</summary>
public static class OwnershipTransfer
{
    /// <returns>The change of the old owner's subscription; null if there is none.</returns>
    public static ModeChange? Plan(TopicView topic, TopicPlan plan, UserId newOwner, DateTime at)
    {
        plan.Write(new UpdateTopic(topic.Name, topic.Version) { Owner = newOwner });
        if (topic.LiveMember(topic.Owner) is not { } oldOwner)
            return null;
        var after = oldOwner.CurrentRow with
        {
            Want = oldOwner.Want.Without(AccessMode.Owner),
            Given = oldOwner.Given.Without(AccessMode.Owner),
            Updated = at,
            Version = oldOwner.Row.Version + 1,
        };
        plan.Write(new PutSubscription(after));
        return new ModeChange(oldOwner.User, oldOwner.Row, after, IsReader: false);
    }
}
