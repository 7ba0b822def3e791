using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Storage.Ports;
using Parley.Storage.Records;
using Parley.Storage.Writes;

namespace Parley.Server.Sample;

/// <summary>Fills a new database with people, groups and messages, so that there is something to look at.</summary>
internal sealed class SampleData
{
    private const int PasswordLength = 10;

    // Without those that look alike.
    private const string PasswordLetters = "abcdefghjkmnpqrstuvwxyz23456789";

    private static readonly DefaultAccess GroupAccess = new(AccessMasks.Member, AccessMode.None);
    private static readonly DefaultAccess ChannelAccess = new(AccessMasks.ChannelMember, AccessMode.None);

    private readonly IdSource _ids;
    private readonly AccessMode _p2p;
    private readonly DateTime _now;
    private readonly Dictionary<string, UserId> _users = [];

    private SampleData(IdSource ids, bool p2pDeleteEnabled, DateTime now)
    {
        (_ids, _now) = (ids, now);
        _p2p = AccessMasks.P2P(p2pDeleteEnabled);
    }

    /// <summary>Adds everything.</summary>
    /// <param name="hash">Makes what is stored of a password.</param>
    /// <returns>The new people with their passwords, which are known nowhere else; null if there are users already.</returns>
    /// <exception cref="CommandFailedException">The database has refused it.</exception>
    public static async Task<IReadOnlyList<(SamplePerson Person, string Password)>?> AddAsync(
        IParleyStore store, IdSource ids, bool p2pDeleteEnabled, bool loginInTags, Func<string, ValueTask<byte[]>> hash, CancellationToken cancellationToken)
    {
        await foreach (var _ in store.Inventory.UsersAsync(default, state: null, cancellationToken))
            return null;

        var sample = new SampleData(ids, p2pDeleteEnabled, DateTime.UtcNow.CutToMilliseconds());
        var people = SampleContent.People.Select(person => (Person: person, Password: RandomPassword())).ToList();
        var hashes = await Task.WhenAll(people.Select(entry => hash(entry.Password).AsTask()));
        var units = people.Select((entry, i) => sample.Person(entry.Person, hashes[i], loginInTags))
            .Concat(SampleContent.Groups.Select(sample.Group))
            .Concat(SampleContent.Conversations.Select(sample.Conversation))
            .Select(writes => new WriteUnit(writes)).ToList();
        var result = await store.Commit.CommitAsync(units);
        return result.Committed == units.Count
            ? people
            : throw new CommandFailedException($"The sample data could not be stored ({result.Failure}, {result.Detail ?? "no details"}); start without --sample-data.");
    }

    private List<StoreWrite> Person(SamplePerson person, byte[] hash, bool loginInTags)
    {
        var id = _users[person.Login] = _ids.NextUser();
        var created = _now.AddDays(-7);
        var tag = "basic:" + person.Login;
        return
        [
            new CreateUser(new StoredUser
            {
                Id = id,
                Created = created,
                Updated = created,
                Access = new DefaultAccess(_p2p | AccessMasks.Member, AccessMode.None),
                Public = PublicOf(person.Name, person.About),
                Tags = loginInTags ? [tag] : [],
            }),
            new AddAuth(new AuthRecord(id, "basic", person.Login, AuthLevel.Authenticated, hash)),
            Subscribe(TopicName.Me(id), id, AccessMasks.Me, created),
            Subscribe(TopicName.Find(id), id, AccessMasks.Me, created),
        ];
    }

    private List<StoreWrite> Group(SampleGroup group)
    {
        var isChannel = group.Readers.Count > 0;
        var name = _ids.NextGroup();
        var access = isChannel ? ChannelAccess : GroupAccess;
        var owner = _users[group.Owner];
        var created = _now - group.Messages[0].Age - TimeSpan.FromHours(1);
        var writes = new List<StoreWrite>
        {
            new CreateTopic(new StoredTopic
            {
                Name = name,
                Created = created,
                Updated = created,
                Touched = created,
                IsChannel = isChannel,
                Owner = owner,
                Access = access,
                Public = PublicOf(group.Title, about: null),
                Tags = [group.Tag],
            }),
            Subscribe(name, owner, AccessMasks.Full, created),
        };
        writes.AddRange(group.Members.Select(member => Subscribe(name, _users[member], AccessMasks.Member, created)));
        writes.AddRange(group.Readers.Select(reader => Subscribe(name, _users[reader], AccessMasks.ChannelReader, created, isReader: true)));
        AddMessages(writes, name, group.Messages);
        foreach (var login in group.Members.Append(group.Owner).Concat(group.Readers))
        {
            var key = new SubscriptionKey(name, _users[login], group.Readers.Contains(login));
            writes.Add(Read(key, login == group.UnreadBy ? group.Messages.Count - 1 : group.Messages.Count));
        }

        return writes;
    }

    private List<StoreWrite> Conversation(SampleConversation conversation)
    {
        var (first, second) = (_users[conversation.First], _users[conversation.Second]);
        var name = TopicName.P2P(first, second);
        var created = _now - conversation.Messages[0].Age - TimeSpan.FromMinutes(1);
        var writes = new List<StoreWrite>
        {
            new CreateTopic(new StoredTopic { Name = name, Created = created, Updated = created, Touched = created }),
            Subscribe(name, first, _p2p, created),
            Subscribe(name, second, _p2p, created),
        };
        AddMessages(writes, name, conversation.Messages);
        var count = conversation.Messages.Count;
        var last = _users[conversation.Messages[^1].From];
        writes.Add(Read(new SubscriptionKey(name, last), count));
        writes.Add(Read(new SubscriptionKey(name, last == first ? second : first), count - 1));
        return writes;
    }

    private void AddMessages(List<StoreWrite> writes, TopicName topic, IReadOnlyList<SampleMessage> messages)
    {
        for (var i = 0; i < messages.Count; i++)
        {
            var message = new StoredMessage
            {
                Seq = i + 1,
                Timestamp = _now - messages[i].Age,
                From = _users[messages[i].From],
                Content = Payload.FromString(messages[i].Text),
            };
            writes.Add(new SaveMessage(topic, message, MarkReadBySender: true, []));
        }
    }

    private RaiseMarks Read(SubscriptionKey key, int seq) => new(key, seq, seq, _now);

    private static PutSubscription Subscribe(TopicName topic, UserId user, AccessMode mode, DateTime created, bool isReader = false) =>
        new(new StoredSubscription
        {
            Key = new SubscriptionKey(topic, user, isReader),
            Created = created,
            Updated = created,
            Want = mode,
            Given = mode,
        });

    private static Payload PublicOf(string name, string? about)
    {
        var description = new JsonObject { ["fn"] = name };
        if (about is not null)
            description["note"] = about;
        return new Payload(Encoding.UTF8.GetBytes(description.ToJsonString()));
    }

    private static string RandomPassword() => RandomNumberGenerator.GetString(PasswordLetters, PasswordLength);
}
