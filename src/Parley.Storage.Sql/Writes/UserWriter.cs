using Parley.Protocol.Names;
using Parley.Storage.Records;
using Parley.Storage.Sql.Rows;
using Parley.Storage.Writes;

namespace Parley.Storage.Sql.Writes;

/// <summary>Makes and changes users.</summary>
internal sealed class UserWriter(SqlWriter writer, TagWriter tags)
{
    private const string Exists = "SELECT 1 FROM users WHERE key = @key";

    private const string Insert =
        """
        INSERT INTO users (key, created, updated, state, state_at, access_auth, access_anon, last_seen, user_agent, public, trusted, tags,
            version)
        VALUES (@key, @created, @updated, @state, @state_at, @auth, @anon, @seen, @agent, @public, @trusted, @tags, @version)
        """;

    private const string Update =
        """
        UPDATE users SET version = version + 1, updated = COALESCE(@updated, updated),
            access_auth = COALESCE(@auth, access_auth), access_anon = COALESCE(@anon, access_anon),
            public = CASE WHEN @has_public = 1 THEN @public ELSE public END,
            trusted = CASE WHEN @has_trusted = 1 THEN @trusted ELSE trusted END,
            tags = CASE WHEN @has_tags = 1 THEN @tags ELSE tags END
        WHERE key = @key AND version = @version AND state <> 20
        """;

    private const string Seen = "UPDATE users SET last_seen = @at, user_agent = @agent WHERE key = @key";

    private const string State = "UPDATE users SET state = @state, state_at = @at WHERE key = @key AND state <> 20";

    // Groups and slf have an owner. Conversations have none: they are those with a peer.
    private const string TopicStates =
        """
        UPDATE topics SET state = @state, state_at = @at
        WHERE state <> 20 AND (owner_key = @key AND owner_key <> 0
            OR key IN (SELECT topic_key FROM subscriptions WHERE user_key = @key AND peer_key <> 0))
        """;

    public WriteOutcome Create(StoredUser user)
    {
        var key = writer.Users.KeyOf(user.Id);
        if (writer.Database.Scalar(Exists, key) is not null)
            return WriteOutcome.Conflict("the user exists");
        if (tags.IsTaken(user.Tags, key, 0))
            return WriteOutcome.Duplicate("tag");
        writer.Database.Execute(
            Insert,
            key, user.Created.ToSql(), user.Updated.ToSql(), (int)user.State, user.StateAt.ToSql(), user.Access.Auth.Bits, user.Access.Anon.Bits,
            user.LastSeen.ToSql(), user.UserAgent, user.Public.ToSql(), user.Trusted.ToSql(), user.Tags.ToSql(), user.Version);
        tags.ReplaceOfUser(key, user.Tags);
        return WriteOutcome.Done;
    }

    public WriteOutcome Change(UpdateUser write)
    {
        var key = writer.Users.KeyOf(write.User);
        if (write.Tags is { } taken && tags.IsTaken(taken, key, 0))
            return WriteOutcome.Duplicate("tag");
        var changed = writer.Database.Execute(
            Update,
            write.Updated.ToSql(), write.Access?.Auth.Bits, write.Access?.Anon.Bits,
            (write.Public is not null).ToSql(), write.Public?.ToSql(), (write.Trusted is not null).ToSql(), write.Trusted?.ToSql(),
            (write.Tags is not null).ToSql(), write.Tags?.ToSql(), key, write.Version);
        if (changed == 0)
            return WriteOutcome.Conflict("the user has changed");
        if (write.Tags is { } list)
            tags.ReplaceOfUser(key, list);
        return WriteOutcome.Done;
    }

    public WriteOutcome SetSeen(SetUserSeen write)
    {
        writer.Database.Execute(Seen, write.At.ToSql(), write.UserAgent, writer.Users.KeyOf(write.User));
        return WriteOutcome.Done;
    }

    public WriteOutcome SetState(SetUserState write)
    {
        var key = writer.Users.KeyOf(write.User);
        if (writer.Database.Execute(State, (int)write.State, write.At.ToSql(), key) == 0)
            return WriteOutcome.Conflict("the user is deleted");
        writer.Database.Execute(TopicStates, (int)write.State, write.At.ToSql(), key);
        return WriteOutcome.Done;
    }

    /// <summary>The row key of a user, if it has a row.</summary>
    public long? Find(UserId user) => writer.Users.KeyOf(user) is var key && writer.Database.Scalar(Exists, key) is not null ? key : null;
}
