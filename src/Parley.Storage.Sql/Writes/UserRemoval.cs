using Parley.Protocol.Names;
using Parley.Storage.Sql.Rows;
using Parley.Storage.Writes;

namespace Parley.Storage.Sql.Writes;

/// <summary>
/// Deletes a user with what belongs to it (part B 9.4, UserDelete): first what makes it gone for everybody, which is little, then the
/// rest, so many rows at a time.
/// </summary>
internal sealed class UserRemoval(SqlWriter writer, UserWriter users, TopicWriter topics, FileWriter files, ValueWriter values)
{
    private const string DeleteAuth = "DELETE FROM auth WHERE user_key = @user";

    private const string MarkUser =
        "UPDATE users SET state = 20, state_at = @at, updated = @at, version = version + 1 WHERE key = @user AND state <> 20";

    private const string MarkOwned =
        """
        UPDATE topics SET state = 20, state_at = @at, updated = @at, touched = @at, subscriber_count = 0
        WHERE owner_key = @user AND owner_key <> 0 AND state <> 20
        """;

    private const string MarkConversations =
        """
        UPDATE topics SET state = 20, state_at = @at, updated = @at, touched = @at, subscriber_count = 0
        WHERE state <> 20 AND key IN (SELECT topic_key FROM subscriptions WHERE user_key = @user AND peer_key <> 0)
        """;

    // Groups that were deleted earlier are purged with the rest.
    private const string FirstOwned = "SELECT key, name FROM topics WHERE owner_key = @user AND owner_key <> 0 ORDER BY key LIMIT 1";

    // Groups of the user, and conversations, that have live subscriptions.
    private const string WithMembers =
        """
        SELECT t.key FROM topics t
        WHERE t.state = 20
            AND (t.owner_key = @user AND t.owner_key <> 0
                OR t.key IN (SELECT topic_key FROM subscriptions WHERE user_key = @user AND peer_key <> 0))
            AND EXISTS (SELECT 1 FROM subscriptions s WHERE s.topic_key = t.key AND s.deleted IS NULL)
        LIMIT @rows
        """;

    private const string OwnEnd = "SELECT key FROM subscriptions WHERE user_key = @user AND deleted IS NULL ORDER BY key LIMIT 1 OFFSET @rows";

    private const string Uncount =
        """
        UPDATE topics SET subscriber_count = subscriber_count - (
            SELECT COUNT(*) FROM subscriptions s
            WHERE s.topic_key = topics.key AND s.is_reader IN (0, 1) AND s.user_key = @user AND s.deleted IS NULL AND s.key <= @end)
        WHERE key IN (SELECT topic_key FROM subscriptions WHERE user_key = @user AND deleted IS NULL AND key <= @end)
        """;

    private const string MarkOwn =
        """
        UPDATE subscriptions SET deleted = @at, updated = @at, version = version + 1
        WHERE user_key = @user AND deleted IS NULL AND key <= @end
        """;

    private const string MembersEnd =
        "SELECT user_key FROM subscriptions WHERE topic_key = @key AND deleted IS NULL ORDER BY user_key LIMIT 1 OFFSET @rows";

    private const string MarkMembers =
        """
        UPDATE subscriptions SET deleted = @at, updated = @at, version = version + 1
        WHERE topic_key = @key AND deleted IS NULL AND user_key <= @end
        """;

    private static readonly RowPurge[] OwnRows =
    [
        new(
            "SELECT key FROM subscriptions WHERE user_key = @user ORDER BY key LIMIT 1 OFFSET @rows",
            "DELETE FROM subscriptions WHERE user_key = @user AND key <= @end",
            "DELETE FROM subscriptions WHERE user_key = @user"),
        new(
            "SELECT topic_key FROM deletions WHERE for_key = @user AND for_key <> 0 ORDER BY topic_key LIMIT 1 OFFSET @rows",
            "DELETE FROM deletions WHERE for_key = @user AND for_key <> 0 AND topic_key <= @end",
            "DELETE FROM deletions WHERE for_key = @user AND for_key <> 0"),
        new(
            "SELECT topic_key FROM hidden WHERE user_key = @user ORDER BY topic_key LIMIT 1 OFFSET @rows",
            "DELETE FROM hidden WHERE user_key = @user AND topic_key <= @end",
            "DELETE FROM hidden WHERE user_key = @user"),
    ];

    // Few rows each, that prove who somebody is or by which people are found.
    private static readonly string[] ClearAtOnce =
    [
        DeleteAuth,
        "DELETE FROM devices WHERE user_key = @user",
        "DELETE FROM credentials WHERE user_key = @user",
        "DELETE FROM user_tags WHERE user_key = @user",
    ];

    private const string DeleteRow = "DELETE FROM users WHERE key = @user";

    private readonly TopicPurge _purge = new(writer, topics);

    /// <summary>A user that does not exist is no failure.</summary>
    public WriteOutcome Begin(BeginUserDeletion write)
    {
        if (users.Find(write.User) is not { } user)
            return WriteOutcome.Done;
        var at = write.At.ToSql();
        writer.Database.Execute(MarkUser, at, user);
        writer.Database.Execute(MarkOwned, at, user);
        // Compat: conversations and the peers' rows of them stay if it is hard, and messages in topics of others.
        if (write.Hard)
        {
            ClearLogins(user);
        }
        else
        {
            writer.Database.Execute(DeleteAuth, user);
            writer.Database.Execute(MarkConversations, at, user);
        }
        return WriteOutcome.Done;
    }

    private void ClearLogins(long user)
    {
        foreach (var statement in ClearAtOnce)
            writer.Database.Execute(statement, user);
    }

    /// <summary>Goes on with what was begun; when nothing is left, the marker goes too.</summary>
    public WriteOutcome Continue(ContinueUserDeletion write)
    {
        var rows = write.RowsMax;
        var isDone = users.Find(write.User) is not { } user || (write.Hard ? Purge(user, ref rows) : Mark(user, write.At.ToSql(), ref rows));
        if (isDone && write.Marker is { } marker)
            values.Remove(marker);
        return WriteOutcome.Done;
    }

    private bool Purge(long user, ref int rows)
    {
        while (Topic(FirstOwned, user) is var (key, name))
        {
            if (!_purge.Remove(key, name, ref rows))
                return false;
        }
        // Before they go they are taken off the counts of the groups of others.
        if (!MarkOwnSubscriptions(user, 0, ref rows))
            return false;
        foreach (var own in OwnRows)
        {
            if (!own.Remove(writer.Database, user, ref rows))
                return false;
        }
        files.UnlinkUser(user);
        // Once more: a session that was on its way out may have left its device.
        ClearLogins(user);
        writer.Database.Execute(DeleteRow, user);
        return true;
    }

    private bool Mark(long user, long at, ref int rows)
    {
        foreach (var topic in TopicsWithMembers(user, rows))
        {
            if (rows <= 0)
                return false;
            var end = writer.Database.Scalar(MembersEnd, topic, rows - 1) ?? long.MaxValue;
            rows -= writer.Database.Execute(MarkMembers, at, topic, end);
        }
        return MarkOwnSubscriptions(user, at, ref rows);
    }

    // Each has a row to mark at least, so that more of them than rows need not be found.
    private List<long> TopicsWithMembers(long user, int rows)
    {
        List<long> topics = [];
        using var row = writer.Database.Query(WithMembers, user, Math.Max(rows, 0));
        while (row.Read())
            topics.Add(row.GetInt64(0));
        return topics;
    }

    private bool MarkOwnSubscriptions(long user, long at, ref int rows)
    {
        if (rows <= 0)
            return false;
        var end = writer.Database.Scalar(OwnEnd, user, rows - 1);
        var bound = end ?? long.MaxValue;
        writer.Database.Execute(Uncount, user, bound);
        rows -= writer.Database.Execute(MarkOwn, at, user, bound);
        return end is null;
    }

    private (long Key, TopicName Name)? Topic(string statement, long user)
    {
        using var row = writer.Database.Query(statement, user);
        return row.Read() ? (row.GetInt64(0), new TopicName(row.GetString(1))) : null;
    }
}
