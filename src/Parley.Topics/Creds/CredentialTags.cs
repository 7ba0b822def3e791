using Parley.Accounts.Tags;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Storage.Writes;

namespace Parley.Topics.Creds;

/// <summary>The tags of a user that follow its logins and credentials, and who is told: all sessions on <c>me</c> (part A 3.10).</summary>
internal static class CredentialTags
{
    /// <summary>Adds the change to a plan; nothing if the tags stay as they are.</summary>
    public static void Change(
        TopicPlan plan, TopicView me, TopicRequest request, IReadOnlyCollection<string> removed, IReadOnlyCollection<string> added)
    {
        var tags = TagRules.Change(me.Tags, removed, added);
        if (ReferenceEquals(tags, me.Tags))
            return;
        plan.Write(new UpdateUser(request.Who.User, me.Version) { Tags = tags, Updated = request.ReceivedAt });
        Tell(plan, me, request.Who.User);
    }

    /// <summary>The plan for tags that were stored by another way than <c>me</c>.</summary>
    public static TopicPlan Changed(TopicView me)
    {
        var plan = new TopicPlan();
        if (me.Exists && me.Name.TryGetOwner(out var user))
            Tell(plan, me, user);
        return plan;
    }

    // The requester too: it did not ask for this change.
    private static void Tell(TopicPlan plan, TopicView me, UserId user) => plan.Broadcast(
        new PacketVariants(new PresPacket { Topic = me.AddressFor(user), What = PresWhat.Tags }),
        new Audience { OnlyUser = user, Needs = AccessMode.Presence });
}
