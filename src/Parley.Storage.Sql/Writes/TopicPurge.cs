using Parley.Protocol.Names;

namespace Parley.Storage.Sql.Writes;

/// <summary>Removes a topic by and by, so that no transaction grows with what people have written.</summary>
internal sealed class TopicPurge(SqlWriter writer, TopicWriter topics)
{
    private static readonly RowPurge Messages = new(
        "SELECT seq FROM messages WHERE topic_key = @key ORDER BY seq LIMIT 1 OFFSET @rows",
        "DELETE FROM messages WHERE topic_key = @key AND seq <= @end",
        "DELETE FROM messages WHERE topic_key = @key");

    private static readonly RowPurge Links = new(
        "SELECT seq FROM file_links WHERE topic_key = @key ORDER BY seq LIMIT 1 OFFSET @rows",
        "DELETE FROM file_links WHERE topic_key = @key AND seq <= @end",
        "DELETE FROM file_links WHERE topic_key = @key");

    private static readonly RowPurge Subscriptions = new(
        "SELECT user_key FROM subscriptions WHERE topic_key = @key ORDER BY user_key LIMIT 1 OFFSET @rows",
        "DELETE FROM subscriptions WHERE topic_key = @key AND user_key <= @end",
        "DELETE FROM subscriptions WHERE topic_key = @key");

    private static readonly RowPurge Deletions = new(
        "SELECT del_id FROM deletions WHERE topic_key = @key ORDER BY del_id LIMIT 1 OFFSET @rows",
        "DELETE FROM deletions WHERE topic_key = @key AND del_id <= @end",
        "DELETE FROM deletions WHERE topic_key = @key");

    private static readonly RowPurge Hidden = new(
        "SELECT user_key FROM hidden WHERE topic_key = @key ORDER BY user_key LIMIT 1 OFFSET @rows",
        "DELETE FROM hidden WHERE topic_key = @key AND user_key <= @end",
        "DELETE FROM hidden WHERE topic_key = @key");

    private static readonly RowPurge[] All = [Messages, Links, Subscriptions, Deletions, Hidden];

    /// <summary>True if the topic is gone, false if there is more to do.</summary>
    /// <param name="rows">How many more rows may go; counted down.</param>
    public bool Remove(long key, TopicName name, ref int rows)
    {
        foreach (var purge in All)
        {
            if (!purge.Remove(writer.Database, key, ref rows))
                return false;
        }
        topics.Purge(key, name);
        return true;
    }
}
