using Parley.Protocol.Names;
using Parley.Storage.Records;
using Parley.Storage.Sql.Rows;
using Parley.Storage.Writes;

namespace Parley.Storage.Sql.Writes;

/// <summary>Makes, changes and deletes topics.</summary>
internal sealed class TopicWriter(SqlWriter writer, TagWriter tags)
{
    private const string FindKey = "SELECT key FROM topics WHERE name = @name";
    private const string FindState = "SELECT state FROM topics WHERE key = @key";

    private const string Insert =
        """
        INSERT INTO topics (name, created, updated, touched, state, state_at, is_channel, owner_key, access_auth, access_anon,
            last_seq, del_id, subscriber_count, public, trusted, tags, aux, version)
        VALUES (@name, @created, @updated, @touched, @state, @state_at, @is_channel, @owner, @auth, @anon,
            @last_seq, @del_id, 0, @public, @trusted, @tags, @aux, @version)
        """;

    private const string Replace =
        """
        UPDATE topics SET created = @created, updated = @updated, touched = @touched, state = @state, state_at = @state_at,
            is_channel = @is_channel, owner_key = @owner, access_auth = @auth, access_anon = @anon, last_seq = @last_seq,
            del_id = @del_id, subscriber_count = 0, public = @public, trusted = @trusted, tags = @tags, aux = @aux, version = @version
        WHERE key = @key
        """;

    private const string Update =
        """
        UPDATE topics SET version = version + 1, updated = COALESCE(@updated, updated), owner_key = COALESCE(@owner, owner_key),
            access_auth = COALESCE(@auth, access_auth), access_anon = COALESCE(@anon, access_anon),
            public = CASE WHEN @has_public = 1 THEN @public ELSE public END,
            trusted = CASE WHEN @has_trusted = 1 THEN @trusted ELSE trusted END,
            aux = CASE WHEN @has_aux = 1 THEN @aux ELSE aux END,
            tags = CASE WHEN @has_tags = 1 THEN @tags ELSE tags END
        WHERE key = @key AND version = @version AND state <> 20
        """;

    private const string MarkDeleted =
        """
        UPDATE topics SET state = 20, state_at = @at, updated = @at, touched = @at, subscriber_count = 0
        WHERE key = @key AND state <> 20
        """;

    private const string MarkSubscriptions =
        "UPDATE subscriptions SET deleted = @at, updated = @at, version = version + 1 WHERE topic_key = @key AND deleted IS NULL";

    // What hangs on a topic's key.
    private static readonly string[] Clear =
    [
        "DELETE FROM subscriptions WHERE topic_key = @key",
        "DELETE FROM messages WHERE topic_key = @key",
        "DELETE FROM deletions WHERE topic_key = @key",
        "DELETE FROM hidden WHERE topic_key = @key",
        "DELETE FROM file_links WHERE topic_key = @key",
        "DELETE FROM topic_tags WHERE topic_key = @key",
    ];

    private const string Delete = "DELETE FROM topics WHERE key = @key";

    public WriteOutcome Create(StoredTopic topic)
    {
        var before = writer.FindTopic(topic.Name);
        if (before is { } existing && StateOf(existing) != ObjectState.Deleted)
            return WriteOutcome.Conflict("the topic exists");
        if (tags.IsTaken(topic.Tags, 0, before ?? 0))
            return WriteOutcome.Duplicate("tag");
        if (before is { } key)
        {
            foreach (var statement in Clear)
                writer.Database.Execute(statement, key);
            Store(Replace, topic, key);
        }
        else
        {
            Store(Insert, topic, topic.Name.Value);
            key = (long)writer.Database.Scalar(FindKey, topic.Name.Value)!;
            writer.NoteTopic(topic.Name, key);
        }
        tags.ReplaceOfTopic(key, topic.Tags);
        return WriteOutcome.Done;
    }

    public WriteOutcome Change(UpdateTopic write)
    {
        if (writer.FindTopic(write.Topic) is not { } key)
            return WriteOutcome.Conflict("no such topic");
        if (write.Tags is { } taken && tags.IsTaken(taken, 0, key))
            return WriteOutcome.Duplicate("tag");
        var changed = writer.Database.Execute(
            Update,
            write.Updated.ToSql(), write.Owner is { } owner ? writer.Users.KeyOf(owner) : null, write.Access?.Auth.Bits, write.Access?.Anon.Bits,
            (write.Public is not null).ToSql(), write.Public?.ToSql(), (write.Trusted is not null).ToSql(), write.Trusted?.ToSql(),
            (write.Aux is not null).ToSql(), write.Aux?.ToSql(), (write.Tags is not null).ToSql(), write.Tags?.ToSql(),
            key, write.Version);
        if (changed == 0)
            return WriteOutcome.Conflict("the topic has changed");
        if (write.Tags is { } list)
            tags.ReplaceOfTopic(key, list);
        return WriteOutcome.Done;
    }

    /// <summary>A topic that does not exist is no failure.</summary>
    public WriteOutcome Remove(DeleteTopic write)
    {
        if (writer.FindTopic(write.Topic) is not { } key)
            return WriteOutcome.Done;
        if (write.Hard)
            Purge(key, write.Topic);
        else
            Mark(key, write.At.ToSql());
        return WriteOutcome.Done;
    }

    /// <summary>Removes a topic and everything in it.</summary>
    public void Purge(long key, TopicName name)
    {
        foreach (var statement in Clear)
            writer.Database.Execute(statement, key);
        writer.Database.Execute(Delete, key);
        writer.NoteTopic(name, null);
    }

    /// <summary>Marks a topic and all its subscriptions deleted.</summary>
    public void Mark(long key, long at)
    {
        writer.Database.Execute(MarkDeleted, at, key);
        writer.Database.Execute(MarkSubscriptions, at, key);
    }

    /// <summary>The state of a topic that has a row; null if it has none.</summary>
    public ObjectState? StateOf(long key) => writer.Database.Scalar(FindState, key) is long state ? (ObjectState)state : null;

    // The name comes first, the key last: the rest of both statements is the same.
    private void Store(string statement, StoredTopic topic, object nameOrKey)
    {
        object?[] values =
        [
            topic.Created.ToSql(), topic.Updated.ToSql(), topic.Touched.ToSql(), (int)topic.State, topic.StateAt.ToSql(),
            topic.IsChannel.ToSql(), writer.Users.KeyOf(topic.Owner), topic.Access.Auth.Bits, topic.Access.Anon.Bits,
            topic.LastSeq, topic.DelId, topic.Public.ToSql(), topic.Trusted.ToSql(), topic.Tags.ToSql(), topic.Aux.ToSql(), topic.Version,
        ];
        writer.Database.Execute(statement, nameOrKey is string ? [nameOrKey, .. values] : [.. values, nameOrKey]);
    }
}
