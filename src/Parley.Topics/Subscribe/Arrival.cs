using Parley.Protocol.Access;
using Parley.Protocol.Packets.Server;
using Parley.Storage.Records;
using Parley.Topics.Effects;
using Parley.Topics.Presence;

namespace Parley.Topics.Subscribe;

/// <summary>Shows that a session has come: of <c>me</c> to the contacts, of a group to its members (part C 1.6, A1, A6, A7).</summary>
public static class Arrival
{
    /// <summary>True if the contacts must be read first: <c>me</c> is entered by the first session that is seen.</summary>
    public static bool NeedsContacts(TopicView topic, bool isBackground) =>
        topic.Kind.KeepsContacts && !topic.IsAnnounced && !isBackground;

    /// <param name="mode">The user's effective mode as it is after the plan.</param>
    /// <param name="subscriptions">The user's, if <see cref="NeedsContacts"/>.</param>
    public static void Plan(
        TopicView topic,
        TopicPlan plan,
        Attachment attachment,
        AccessMode mode,
        IReadOnlyList<StoredSubscription>? subscriptions,
        TopicOptions options)
    {
        if (attachment.IsBackground || attachment.IsReader)
            return;
        if (subscriptions is not null)
            EnterMe(topic, plan, attachment, mode, subscriptions);
        else if (topic.Kind.IsContact)
            EnterGroup(topic, plan, attachment, mode, options);
    }

    /// <summary>
    /// A session is taken back whose topic was lost with a process. Nobody inside is told; those outside may believe that the topic is gone
    /// by now, and <c>me</c> does not know any more who is online.
    /// </summary>
    public static void PlanReturn(
        TopicView topic,
        TopicPlan plan,
        Attachment attachment,
        AccessMode mode,
        IReadOnlyList<StoredSubscription>? subscriptions,
        TopicOptions options)
    {
        if (attachment.IsBackground || attachment.IsReader)
            return;
        if (topic.IsAnnounced && topic.Kind.KeepsContacts)
            PresenceRecheck.TellReturned(topic, plan, attachment.Session);
        if (topic.IsAnnounced)
            return;
        if (subscriptions is not null)
            ReenterMe(topic, plan, attachment, mode, subscriptions, options);
        else if (topic.Kind.IsContact)
            EnterGroup(topic, plan, attachment, mode, options);
    }

    /// <summary>A session that has been in the background is seen from now on.</summary>
    public static async ValueTask<TopicPlan> OfBackgroundSessionAsync(
        TopicView topic, Attachment attachment, ITopicReader reader, TopicOptions options, CancellationToken cancellationToken)
    {
        var subscriptions = NeedsContacts(topic, isBackground: false)
            ? await reader.Subscriptions.OfUserAsync(attachment.User, cancellationToken)
            : null;
        var plan = new TopicPlan();
        plan.Change(new LiveChange.BecameForeground(attachment.Session));
        Plan(topic, plan, attachment with { IsBackground = false }, topic.ModeOf(attachment.User), subscriptions, options);
        return plan;
    }

    private static void EnterMe(
        TopicView me, TopicPlan plan, Attachment attachment, AccessMode mode, IReadOnlyList<StoredSubscription> subscriptions)
    {
        var contacts = ContactBook.FromSubscriptions(me, attachment.User, subscriptions);
        plan.Change(new LiveChange.ContactsLoaded(contacts));
        plan.Change(new LiveChange.Announced(true));
        plan.Change(new LiveChange.UserAgents(attachment.UserAgent, null));
        // Who has given up P here wants to be seen by nobody, also after the next login.
        if (mode.IsPresencer)
        {
            plan.Route(
                ContactBook.Listeners(contacts),
                new TopicNotice(me.Name, me.Name.Value, NoticeWhat.On, WantsReply: true, UserAgent: attachment.UserAgent));
        }
    }

    // The session still shows who was online before, or who was not and has come since: all are taken for online until they have had
    // time to say so, and what they say is told in any case.
    private static void ReenterMe(
        TopicView me,
        TopicPlan plan,
        Attachment attachment,
        AccessMode mode,
        IReadOnlyList<StoredSubscription> subscriptions,
        TopicOptions options)
    {
        var contacts = ContactBook.FromSubscriptions(me, attachment.User, subscriptions);
        plan.Change(new LiveChange.ContactsLoaded(contacts));
        plan.Change(new LiveChange.Announced(true));
        plan.Change(new LiveChange.UserAgents(attachment.UserAgent, null));
        if (!mode.IsPresencer)
            return;
        PresenceRecheck.Ask(me, plan, contacts.Where(c => c.IsEnabled).Select(c => c with { IsUntold = true }), options);
        plan.Route(
            ContactBook.Listeners(contacts.Where(c => !c.IsEnabled)),
            new TopicNotice(me.Name, me.Name.Value, NoticeWhat.On, UserAgent: attachment.UserAgent));
    }

    private static void EnterGroup(TopicView topic, TopicPlan plan, Attachment attachment, AccessMode mode, TopicOptions options)
    {
        if (!topic.IsAnnounced)
        {
            plan.Change(new LiveChange.Announced(true));
            PresenceRules.TellMembers(topic, plan, NoticeWhat.On, attachment.User, mode);
        }
        else if (topic.LiveMember(attachment.User) is not { IsOnline: true })
        {
            CrowdNotices.Plan(topic, plan, PresWhat.On, attachment.User, attachment.Session, options);
        }
    }
}
