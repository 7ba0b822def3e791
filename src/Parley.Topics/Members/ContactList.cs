using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Routing;
using Parley.Storage.Queries;
using Parley.Storage.Records;
using Parley.Topics.Access;
using Parley.Topics.Handlers;
using Parley.Topics.Kinds;

namespace Parley.Topics.Members;

/// <summary>Decides what a {get sub} on me lists: the topics of the user, and which of them are online (part B 6.3).</summary>
public sealed class ContactList(TopicOptions options) : TopicHandler<IReadOnlyList<StoredContact>>
{
    protected override ValueTask<IReadOnlyList<StoredContact>> LoadAsync(
        TopicView topic, TopicRequest request, ITopicReader reader, CancellationToken cancellationToken)
    {
        var asked = request.Query().Sub;
        if (!TryReadTopic(asked, request.Who.User, out var only))
            return new([]);
        var query = new ContactQuery(asked?.IfModifiedSince, only, asked.LimitOf(options.ListMax));
        return reader.Subscriptions.ContactsAsync(request.Who.User, query, cancellationToken);
    }

    protected override TopicPlan Decide(TopicView topic, TopicRequest request, IReadOnlyList<StoredContact> contacts)
    {
        var asked = request.Query().Sub;
        var seesOnline = topic.LiveMember(request.Who.User) is { Mode.IsPresencer: true };
        var entries = new List<TopicSub>(contacts.Count);
        var listed = new HashSet<string>(contacts.Count);
        foreach (var contact in contacts)
        {
            var name = AddressOf(contact.Subscription.Key);
            listed.Add(name);
            if (SubscriptionList.IsTold(contact.Subscription, asked))
                entries.Add(Entry(contact, name, asked, seesOnline && IsOnline(topic, contact.Subscription.Key, name)));
        }
        if (seesOnline && asked?.IfModifiedSince is not null)
            entries.AddRange(OnlineOnly(topic, asked, listed));
        return SubscriptionList.Reply(topic, request, entries);
    }

    // Contacts that have not changed are told nevertheless if they are online, or the client would take them for offline.
    private static IEnumerable<TopicSub> OnlineOnly(TopicView me, GetOptions asked, HashSet<string> listed) =>
        me.Contacts.Values
            .Where(c => c.IsOnline && !listed.Contains(c.Name) && (string.IsNullOrEmpty(asked.Topic) || asked.Topic == c.Name))
            .Select(c => new TopicSub { Topic = c.Name, Online = true });

    private static TopicSub Entry(StoredContact contact, string name, GetOptions? asked, bool isOnline)
    {
        var row = contact.Subscription;
        if (row.Deleted is { } deleted)
            return new TopicSub { Topic = name, Deleted = deleted };
        var isNews = asked.IsNews(contact.Updated);
        var card = isNews ? CardOf(contact) : default;
        var entry = new TopicSub
        {
            Topic = name,
            Online = isOnline,
            Updated = contact.Updated,
            Access = AccessParams.PartOf(row.Want, KindOf(row.Key).GivenListed(row.Given)),
            Public = card.Public,
            Trusted = card.Trusted,
            // Compat: what a channel reader has noted for itself is told in the channel only.
            Private = isNews && !row.Key.IsReader ? row.Private : default,
        };
        // Who is banned learns nothing of what goes on.
        if (!row.Mode.IsJoiner)
            return entry;
        entry = entry with
        {
            Touched = row.Mode.IsReader ? contact.Topic?.Touched : row.Updated,
            SubscriberCount = KindOf(row.Key).CountsSubscribers ? contact.Topic?.SubscriberCount ?? 0 : 0,
            Seen = !isOnline && contact.Peer is { LastSeen: { } seen } peer ? new SeenPart(seen, peer.UserAgent) : null,
        };
        if (!row.Mode.IsReader)
            return entry;
        return entry with
        {
            Seq = contact.Topic?.LastSeq ?? 0,
            DelId = row.DelId,
            ReadSeq = row.ReadSeq,
            RecvSeq = row.RecvSeq,
        };
    }

    private static bool IsOnline(TopicView me, SubscriptionKey key, string name) =>
        !key.IsReader && me.Contacts.GetValueOrDefault(name) is { IsOnline: true };

    private static TopicCard CardOf(StoredContact contact) => KindOf(contact.Subscription.Key).CountsSubscribers
        ? new TopicCard(contact.Topic?.Public ?? default, contact.Topic?.Trusted ?? default)
        : new TopicCard(contact.Peer?.Public ?? default, contact.Peer?.Trusted ?? default);

    private static string AddressOf(SubscriptionKey key) =>
        KindOf(key).AddressFor(key.Topic, key.User, key.IsReader);

    private static TopicKind KindOf(SubscriptionKey key) => TopicKind.Of(key.Topic);

    // False if a name was sent that is none of a contact.
    private static bool TryReadTopic(GetOptions? asked, UserId user, out SubscriptionKey? key)
    {
        key = null;
        if (string.IsNullOrEmpty(asked?.Topic))
            return true;
        var resolved = TopicNaming.Resolve(asked.Topic, user);
        if (!resolved.IsKnown || !TopicKind.Of(resolved.Name).IsListed)
            return false;
        key = new SubscriptionKey(resolved.Name, user, new TopicAddress(asked.Topic).IsChannel);
        return true;
    }
}
