using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Storage.Records;
using Parley.Storage.Writes;

namespace Parley.Storage.Tests.Kit;

/// <summary>Rows to store.</summary>
public static class Sample
{
    public static readonly UidCipher Cipher = new("testtesttesttest"u8);

    public static readonly DateTime Now = new(2021, 6, 12, 11, 39, 24, 15, DateTimeKind.Utc);

    public static readonly UserId Alice = User(1);
    public static readonly UserId Bob = User(2);
    public static readonly UserId Carol = User(3);

    public static readonly TopicName Travel = TopicName.Group(User(1001));
    public static readonly TopicName Chess = TopicName.Group(User(1002));

    public static UserId User(long number) => Cipher.Encode(number);

    public static DateTime Later(int minutes) => Now.AddMinutes(minutes);

    public static AccessMode Mode(string letters) => AccessMode.Parse(letters);

    public static StoredUser UserRow(UserId id, params string[] tags) => new()
    {
        Id = id,
        Created = Now,
        Updated = Now,
        Access = new DefaultAccess(Mode("JRWPS"), Mode("N")),
        Public = Payload.FromJson($$"""{"fn":"{{id}}"}"""),
        Tags = tags,
    };

    public static StoredTopic TopicRow(TopicName name, UserId owner = default, params string[] tags) => new()
    {
        Name = name,
        Created = Now,
        Updated = Now,
        Touched = Now,
        Owner = owner,
        Access = new DefaultAccess(Mode("JRWPS"), Mode("JR")),
        Public = Payload.FromJson($$"""{"fn":"{{name}}"}"""),
        Tags = tags,
    };

    public static StoredSubscription Row(TopicName topic, UserId user, bool isReader = false, string mode = "JRWPS") => new()
    {
        Key = new SubscriptionKey(topic, user, isReader),
        Created = Now,
        Updated = Now,
        Want = Mode(mode),
        Given = Mode(mode),
    };

    public static PutSubscription Join(TopicName topic, UserId user, bool isReader = false, string mode = "JRWPS") =>
        new(Row(topic, user, isReader, mode));

    /// <summary>A conversation with both subscriptions.</summary>
    public static StoreWrite[] Conversation(UserId a, UserId b)
    {
        var name = TopicName.P2P(a, b);
        return [new CreateTopic(TopicRow(name)), Join(name, a), Join(name, b)];
    }

    public static StoredMessage Message(int seq, UserId from, DateTime? at = null) => new()
    {
        Seq = seq,
        Timestamp = at ?? Now.AddSeconds(seq),
        From = from,
        Content = Payload.FromString($"message {seq}"),
    };

    public static SaveMessage Publish(TopicName topic, int seq, UserId from, bool markRead = false, params UserId[] files) =>
        new(topic, Message(seq, from), markRead, files);

    public static StoredFile Upload(UserId id, DateTime? updated = null) => new()
    {
        Id = id,
        Created = Now,
        Updated = updated ?? Now,
        User = Alice,
        Status = FileStatus.Completed,
        MimeType = "application/pdf",
        Size = 22222,
        ETag = "tag",
        Location = $"files/{id}",
    };
}
