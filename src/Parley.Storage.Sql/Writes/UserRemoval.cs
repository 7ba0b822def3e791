using Parley.Protocol.Names;
using Parley.Storage.Sql.Rows;
using Parley.Storage.Writes;

namespace Parley.Storage.Sql.Writes;

/// <summary>Deletes a user with what belongs to it (part B 9.4, UserDelete).</summary>
internal sealed class UserRemoval(SqlWriter writer, UserWriter users, TopicWriter topics, FileWriter files)
{
    private const string DeleteAuth = "DELETE FROM auth WHERE user_key = @user";

    private const string OwnedTopics = "SELECT key, name FROM topics WHERE owner_key = @user AND owner_key <> 0 AND state <> 20 ORDER BY key";

    // Groups that are deleted already are purged with the rest.
    private const string AllOwnedTopics = "SELECT key, name FROM topics WHERE owner_key = @user AND owner_key <> 0 ORDER BY key";

    private const string Conversations =
        """
        SELECT t.key, t.name FROM subscriptions s JOIN topics t ON t.key = s.topic_key
        WHERE s.user_key = @user AND s.peer_key <> 0 AND t.state <> 20 ORDER BY t.key
        """;

    private const string Uncount =
        """
        UPDATE topics SET subscriber_count = subscriber_count - (
            SELECT COUNT(*) FROM subscriptions s WHERE s.user_key = @user AND s.topic_key = topics.key AND s.deleted IS NULL)
        WHERE key IN (SELECT topic_key FROM subscriptions WHERE user_key = @user AND deleted IS NULL)
        """;

    private const string MarkSubscriptions =
        "UPDATE subscriptions SET deleted = @at, updated = @at, version = version + 1 WHERE user_key = @user AND deleted IS NULL";

    private const string MarkUser =
        "UPDATE users SET state = 20, state_at = @at, updated = @at, version = version + 1 WHERE key = @user AND state <> 20";

    private static readonly string[] Clear =
    [
        "DELETE FROM subscriptions WHERE user_key = @user",
        "DELETE FROM deletions WHERE for_key = @user AND for_key <> 0",
        "DELETE FROM hidden WHERE user_key = @user",
        "DELETE FROM devices WHERE user_key = @user",
        "DELETE FROM credentials WHERE user_key = @user",
        "DELETE FROM user_tags WHERE user_key = @user",
        "DELETE FROM users WHERE key = @user",
    ];

    /// <summary>A user that does not exist is no failure.</summary>
    public WriteOutcome Remove(DeleteUser write)
    {
        if (users.Find(write.User) is not { } user)
            return WriteOutcome.Done;
        writer.Database.Execute(DeleteAuth, user);
        if (write.Hard)
            Purge(user);
        else
            Mark(user, write.At.ToSql());
        return WriteOutcome.Done;
    }

    // Compat: conversations and the peers' rows of them stay, and messages in topics of others.
    private void Purge(long user)
    {
        foreach (var (key, name) in Topics(AllOwnedTopics, user))
            topics.Purge(key, name);
        writer.Database.Execute(Uncount, user);
        files.UnlinkUser(user);
        foreach (var statement in Clear)
            writer.Database.Execute(statement, user);
    }

    private void Mark(long user, long at)
    {
        foreach (var (key, _) in Topics(OwnedTopics, user).Concat(Topics(Conversations, user)))
            topics.Mark(key, at);
        writer.Database.Execute(Uncount, user);
        writer.Database.Execute(MarkSubscriptions, at, user);
        writer.Database.Execute(MarkUser, at, user);
    }

    private List<(long Key, TopicName Name)> Topics(string statement, long user)
    {
        List<(long, TopicName)> found = [];
        using var row = writer.Database.Query(statement, user);
        while (row.Read())
            found.Add((row.GetInt64(0), new TopicName(row.GetString(1))));
        return found;
    }
}
