using Parley.Storage.Records;
using Parley.Storage.Sql.Rows;
using Parley.Storage.Writes;

namespace Parley.Storage.Sql.Writes;

/// <summary>Writes subscriptions, and how many live ones a topic has.</summary>
internal sealed class SubscriptionWriter(SqlWriter writer, TopicWriter topics)
{
    private const string Find =
        """
        SELECT version, CASE WHEN deleted IS NULL THEN 1 ELSE 0 END FROM subscriptions
        WHERE topic_key = @topic AND is_reader = @reader AND user_key = @user
        """;

    private const string Insert =
        """
        INSERT INTO subscriptions (topic_key, is_reader, user_key, peer_key, created, updated, deleted, want, given, del_id, recv_seq,
            read_seq, private, version)
        VALUES (@topic, @reader, @user, @peer, @created, @updated, @deleted, @want, @given, @del_id, @recv, @read, @private, @version)
        """;

    private const string Update =
        """
        UPDATE subscriptions SET created = @created, updated = @updated, deleted = @deleted, want = @want, given = @given,
            del_id = @del_id, recv_seq = @recv, read_seq = @read, private = @private, version = @version
        WHERE topic_key = @topic AND is_reader = @reader AND user_key = @user AND version = @version - 1
        """;

    private const string MarkDeleted =
        """
        UPDATE subscriptions SET deleted = @at, updated = @at, version = @version
        WHERE topic_key = @topic AND is_reader = @reader AND user_key = @user AND version = @version - 1
        """;

    private const string Count = "UPDATE topics SET subscriber_count = subscriber_count + @change WHERE key = @topic";

    // Read messages have been received. Rows that would not change keep their time.
    private const string Raise =
        """
        UPDATE subscriptions SET updated = @at,
            read_seq = CASE WHEN read_seq < @read THEN @read ELSE read_seq END,
            recv_seq = CASE WHEN recv_seq >= @recv AND recv_seq >= @read THEN recv_seq WHEN @recv > @read THEN @recv ELSE @read END
        WHERE topic_key = @topic AND is_reader = @reader AND user_key = @user AND deleted IS NULL
            AND (read_seq < @read OR recv_seq < @recv OR recv_seq < @read)
        """;

    private const string ForgetLog = "DELETE FROM deletions WHERE topic_key = @topic AND for_key = @user";
    private const string ForgetHidden = "DELETE FROM hidden WHERE user_key = @user AND topic_key = @topic";

    public WriteOutcome Put(StoredSubscription row)
    {
        if (writer.FindTopic(row.Key) is not { } topic || (topic > 0 && topics.StateOf(topic) is null or ObjectState.Deleted))
            return WriteOutcome.Conflict("no such topic");
        var user = writer.Users.KeyOf(row.Key.User);
        var (version, wasLive) = FindRow(topic, row.Key.IsReader.ToSql(), user);
        if (row.Version != version + 1)
            return WriteOutcome.Conflict("the subscription has changed");
        var changed = version == 0 ? Add(row, topic, user) : Change(row, topic, user);
        if (changed == 0)
            return WriteOutcome.Conflict("the subscription has changed");
        CountLive(topic, wasLive, row.IsLive);
        return WriteOutcome.Done;
    }

    public WriteOutcome Remove(RemoveSubscription write)
    {
        if (writer.FindTopic(write.Key) is not { } topic)
            return WriteOutcome.Conflict("no such topic");
        var user = writer.Users.KeyOf(write.Key.User);
        var reader = write.Key.IsReader.ToSql();
        var (_, wasLive) = FindRow(topic, reader, user);
        if (writer.Database.Execute(MarkDeleted, write.At.ToSql(), write.Version, topic, reader, user) == 0)
            return WriteOutcome.Conflict("the subscription has changed");
        CountLive(topic, wasLive, isLive: false);
        if (!write.Key.IsReader)
        {
            writer.Database.Execute(ForgetLog, topic, user);
            writer.Database.Execute(ForgetHidden, user, topic);
        }
        return WriteOutcome.Done;
    }

    public WriteOutcome RaiseMarks(RaiseMarks write)
    {
        if (writer.FindTopic(write.Key) is { } topic)
        {
            writer.Database.Execute(
                Raise, write.At.ToSql(), write.ReadSeq, write.RecvSeq, topic, write.Key.IsReader.ToSql(), writer.Users.KeyOf(write.Key.User));
        }
        return WriteOutcome.Done;
    }

    private (int Version, bool IsLive) FindRow(long topic, long reader, long user)
    {
        using var row = writer.Database.Query(Find, topic, reader, user);
        return row.Read() ? (row.GetInt32(0), row.FlagAt(1)) : (0, false);
    }

    private int Add(StoredSubscription row, long topic, long user)
    {
        var peer = row.Key.Topic.TryGetPeerOf(row.Key.User, out var other) ? writer.Users.KeyOf(other) : 0;
        return writer.Database.Execute(
            Insert,
            topic, row.Key.IsReader.ToSql(), user, peer, row.Created.ToSql(), row.Updated.ToSql(), row.Deleted.ToSql(),
            row.Want.Bits, row.Given.Bits, row.DelId, row.RecvSeq, row.ReadSeq, row.Private.ToSql(), row.Version);
    }

    private int Change(StoredSubscription row, long topic, long user) => writer.Database.Execute(
        Update,
        row.Created.ToSql(), row.Updated.ToSql(), row.Deleted.ToSql(), row.Want.Bits, row.Given.Bits, row.DelId, row.RecvSeq, row.ReadSeq,
        row.Private.ToSql(), row.Version, topic, row.Key.IsReader.ToSql(), user);

    private void CountLive(long topic, bool wasLive, bool isLive)
    {
        if (topic > 0 && wasLive != isLive)
            writer.Database.Execute(Count, isLive ? 1 : -1, topic);
    }
}
