using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Storage.Ports;
using Parley.Storage.Queries;
using Parley.Storage.Records;
using Parley.Storage.Sql.Rows;

namespace Parley.Storage.Sql.Reads;

internal sealed class SqlMessageStore(ReaderPool readers) : IMessageStore
{
    private const string Newest =
        """
        SELECT m.seq, m.at, m.from_key, m.head, m.content FROM messages m
        WHERE m.topic_key = @topic AND m.seq >= @since AND m.seq < @before ORDER BY m.seq DESC LIMIT @limit
        """;

    private const string HiddenBelow =
        "SELECT low, hi FROM hidden WHERE user_key = @user AND topic_key = @topic AND low < @before ORDER BY low DESC LIMIT 1";

    private const string HidesAny = "SELECT 1 FROM hidden WHERE user_key = @user AND topic_key = @topic LIMIT 1";

    private const string Deletions =
        """
        SELECT del_id, low, hi FROM deletions
        WHERE topic_key = @topic AND for_key = @user AND del_id >= @since AND del_id < @before
        ORDER BY del_id, low
        """;

    public ValueTask<IReadOnlyList<StoredMessage>> ReadAsync(
        TopicName topic, UserId forUser, MessageQuery query, CancellationToken cancellationToken)
    {
        if (query.Ranges is null)
        {
            return readers.ReadAsync<IReadOnlyList<StoredMessage>>(
                reader =>
                {
                    List<StoredMessage> messages = [];
                    if (reader.FindTopic(topic) is { } key)
                        Read(reader, key, Hider(reader, forUser, key), query.Since, Before(query.Before), query.Limit, messages);
                    return messages;
                },
                cancellationToken);
        }
        var ranges = SeqRanges.Merge(query.Ranges);
        return readers.ReadTogetherAsync<IReadOnlyList<StoredMessage>>(
            reader =>
            {
                List<StoredMessage> messages = [];
                if (reader.FindTopic(topic) is not { } key)
                    return messages;
                var user = Hider(reader, forUser, key);
                // Range by range from the newest, so that the limit ends the work however wide and many they are.
                for (var i = ranges.Count - 1; i >= 0 && messages.Count < query.Limit; i--)
                    Read(reader, key, user, ranges[i].Low, ranges[i].Hi, query.Limit - messages.Count, messages);
                return messages;
            },
            cancellationToken);
    }

    public ValueTask<IReadOnlyList<DeletionRecord>> DeletionsAsync(
        TopicName topic, UserId forUser, int since, int before, int limit, CancellationToken cancellationToken) =>
        readers.ReadTogetherAsync<IReadOnlyList<DeletionRecord>>(
            reader =>
            {
                if (reader.FindTopic(topic) is not { } key)
                    return [];
                List<DeletionRecord> records = [];
                ReadDeletions(reader, key, 0, since, before, limit, records);
                if (!forUser.IsNone)
                    ReadDeletions(reader, key, reader.Users.KeyOf(forUser), since, before, limit, records);
                return FirstOf(records, limit);
            },
            cancellationToken);

    private static long Before(int before) => before == 0 ? long.MaxValue : before;

    // The key of the user if it has deleted messages for itself, else 0: few have, and the others should not pay for it.
    private static long Hider(SqlReader reader, UserId user, long topic)
    {
        var key = reader.Users.KeyOf(user);
        return key != 0 && reader.Database.Scalar(HidesAny, key, topic) is not null ? key : 0;
    }

    // A user's own deletions are ranges that neither overlap nor touch: they are stepped over, however many messages they hide.
    private static void Read(SqlReader reader, long topic, long user, long since, long before, int limit, List<StoredMessage> messages)
    {
        var full = messages.Count + limit;
        while (messages.Count < full && since < before)
        {
            var (low, hi) = user == 0 ? (since, since) : NearestHidden(reader, topic, user, since, before);
            ReadVisible(reader, topic, Math.Max(since, hi), before, full - messages.Count, messages);
            before = low;
        }
    }

    // Empty at the lower bound if nothing is hidden.
    private static (long Low, long Hi) NearestHidden(SqlReader reader, long topic, long user, long since, long before)
    {
        using var row = reader.Database.Query(HiddenBelow, user, topic, before);
        return row.Read() && row.GetInt64(1) > since ? (row.GetInt64(0), row.GetInt64(1)) : (since, since);
    }

    private static void ReadVisible(SqlReader reader, long topic, long since, long before, int limit, List<StoredMessage> messages)
    {
        using var row = reader.Database.Query(Newest, topic, since, before, limit);
        while (row.Read())
        {
            messages.Add(new StoredMessage
            {
                Seq = row.GetInt32(0),
                Timestamp = row.TimeAt(1),
                From = reader.Users.IdOf(row.GetInt64(2)),
                Head = row.PayloadAt(3),
                Content = row.PayloadAt(4),
            });
        }
    }

    // A page ends with the deletion that fills it: half a deletion would never be completed by the next page.
    private static List<DeletionRecord> FirstOf(List<DeletionRecord> records, int limit)
    {
        List<DeletionRecord> first = [];
        var count = 0;
        foreach (var record in records.OrderBy(record => record.DelId))
        {
            if (count >= limit)
                break;
            first.Add(record);
            count += record.Ranges.Count;
        }
        return first;
    }

    private static void ReadDeletions(SqlReader reader, long topic, long user, int since, int before, int limit, List<DeletionRecord> records)
    {
        var count = 0;
        List<SeqRange> ranges = [];
        using var row = reader.Database.Query(Deletions, topic, user, since, Before(before));
        var last = 0;
        while (row.Read())
        {
            var delId = row.GetInt32(0);
            if (delId != last)
            {
                if (count >= limit)
                    return;
                (last, ranges) = (delId, []);
                records.Add(new DeletionRecord(delId, ranges));
            }
            ranges.Add(SeqRanges.ToProtocol(row.GetInt64(1), row.GetInt64(2)));
            count++;
        }
    }
}
