using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Topics.Kinds;

namespace Parley.Topics.Presence;

/// <summary>The contacts of a user's <c>me</c>: how subscriptions are listed, and where they are told of the user (part C 1.1).</summary>
public static class ContactBook
{
    /// <summary>
    /// Contacts as they are when <c>me</c> is entered: nobody is known to be online but those of whom background sessions were told.
    /// </summary>
    public static IReadOnlyList<Contact> FromSubscriptions(TopicView me, UserId user, IReadOnlyList<StoredSubscription> subscriptions) =>
        [.. subscriptions
            .Where(s => s.IsLive && TopicKind.Of(s.Key.Topic).IsListed)
            .Select(s => (Name: TopicKind.Of(s.Key.Topic).AddressFor(s.Key.Topic, user, s.Key.IsReader), IsEnabled: s.Mode.IsPresencer))
            .Select(c => me.Contacts.GetValueOrDefault(c.Name) is { IsOnline: true } known ? known : new Contact(c.Name, c.IsEnabled, IsOnline: false))];

    /// <summary>The topics that hear of the user's coming and going: peers and groups; nobody through a channel.</summary>
    public static IReadOnlyList<TopicName> Listeners(IEnumerable<Contact> contacts) =>
        [.. contacts.Select(c => TargetOf(c.Name)).OfType<TopicName>()];

    /// <summary>The user wants to be seen: P on <c>me</c>. Who does not is not announced, answers nobody, and sees nobody.</summary>
    public static bool IsVisible(TopicView me) => me.Name.TryGetOwner(out var user) && me.ModeOf(user).IsPresencer;

    /// <summary>
    /// The user becomes visible to its contacts, or invisible, by a change of P on <c>me</c>. What <c>me</c> knows of them stays as it is:
    /// word of them came in all the while, and visible again the user is told what it has missed. Whom they follow is their business.
    /// </summary>
    public static void TellListeners(TopicView me, TopicPlan plan, NoticeWhat what)
    {
        if (!me.IsAnnounced)
            return;
        plan.Route(Listeners(me.Contacts.Values), new TopicNotice(
            me.Name, me.Name.Value, what, WantsReply: what == NoticeWhat.On, UserAgent: me.AnnouncedUserAgent));
        if (what != NoticeWhat.On)
            return;
        foreach (var contact in me.Contacts.Values.Where(c => c.IsOnline))
        {
            plan.Broadcast(
                new PacketVariants(new PresPacket { Topic = TopicAddress.Me, Source = contact.Name, What = PresWhat.On }),
                new Audience { Needs = AccessMode.Presence });
        }
    }

    /// <summary>The topic behind a listed name; null if it takes no notices.</summary>
    public static TopicName? TargetOf(string contact)
    {
        var name = new TopicName(contact);
        return name.IsMe || name.IsGroup || name.IsSystem ? name : null;
    }
}
