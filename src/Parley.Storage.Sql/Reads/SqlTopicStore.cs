using Parley.Protocol.Names;
using Parley.Storage.Ports;
using Parley.Storage.Queries;
using Parley.Storage.Records;
using Parley.Storage.Sql.Rows;

namespace Parley.Storage.Sql.Reads;

internal sealed class SqlTopicStore(ReaderPool readers) : ITopicStore
{
    private const string FindTopic = $"SELECT {TopicRow.Columns} FROM topics t WHERE t.key = @key";

    private const string OwnedTopics = "SELECT name FROM topics WHERE owner_key = @owner AND owner_key <> 0 AND state <> 20 ORDER BY key";

    private const string TopicWithTag =
        "SELECT t.name FROM topic_tags g JOIN topics t ON t.key = g.topic_key WHERE g.tag = @tag ORDER BY g.topic_key LIMIT 1";

    private const string UserWithTag = "SELECT user_key FROM user_tags WHERE tag = @tag ORDER BY user_key LIMIT 1";

    public ValueTask<StoredTopic?> FindAsync(TopicName topic, CancellationToken cancellationToken) =>
        readers.ReadAsync(reader => Find(reader, topic), cancellationToken);

    public ValueTask<IReadOnlyList<TopicName>> OwnedByAsync(UserId user, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<TopicName>>(
            reader =>
            {
                List<TopicName> topics = [];
                using var row = reader.Database.Query(OwnedTopics, reader.Users.KeyOf(user));
                while (row.Read())
                {
                    if (new TopicName(row.GetString(0)) is { IsGroup: true } group)
                        topics.Add(group);
                }
                return topics;
            },
            cancellationToken);

    public ValueTask<IReadOnlyList<FoundObject>> SearchAsync(SearchQuery query, CancellationToken cancellationToken) =>
        readers.ReadTogetherAsync(reader => new TagSearch(query).Run(reader), cancellationToken);

    public ValueTask<TopicName?> FindByTagAsync(string tag, CancellationToken cancellationToken) =>
        readers.ReadTogetherAsync<TopicName?>(
            reader =>
            {
                if (reader.Database.Scalar(TopicWithTag, tag) is string name)
                    return new TopicName(name);
                return reader.Database.Scalar(UserWithTag, tag) is long key ? TopicName.Me(reader.Users.IdOf(key)) : null;
            },
            cancellationToken);

    private static StoredTopic? Find(SqlReader reader, TopicName topic)
    {
        if (reader.FindTopic(topic) is not { } key)
            return null;
        using var row = reader.Database.Query(FindTopic, key);
        return row.Read() ? TopicRow.Read(row, 0, reader.Users) : null;
    }
}
