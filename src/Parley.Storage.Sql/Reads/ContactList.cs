using System.Data.Common;
using Parley.Protocol.Names;
using Parley.Storage.Queries;
using Parley.Storage.Records;
using Parley.Storage.Sql.Connections;
using Parley.Storage.Sql.Rows;

namespace Parley.Storage.Sql.Reads;

/// <summary>Reads the contact list of a user (part B 9.6).</summary>
internal static class ContactList
{
    // A topic counts if it was touched, or changed, after the time. Compat: the reference moves "touched" with every change of the
    // topic; here the two times are kept apart, so both are looked at.
    private const string IsShown =
        $"CASE WHEN t.state <> 20 AND {SqlDialect.Greatest}(t.touched, t.updated) > @since THEN 1 ELSE 0 END";

    private const string Joins =
        """
        JOIN topics t ON t.key = s.topic_key
        LEFT JOIN users u ON u.key = s.peer_key AND u.state <> 20
        """;

    // In any order, so that a page costs its own rows and not those of the whole list.
    private const string Live =
        $"""
        SELECT {SubscriptionRow.Columns}, {TopicRow.Columns}, {UserRow.Columns}, {IsShown} AS is_shown, 0 AS modified
        FROM subscriptions s {Joins}
        WHERE s.user_key = @user AND s.topic_key > 0 AND s.deleted IS NULL
        LIMIT @limit
        """;

    // Which entries, first; then the rows with their long values, which need not be sorted.
    private const string Before =
        $"""
        SELECT {SubscriptionRow.Columns}, {TopicRow.Columns}, {UserRow.Columns}, c.is_shown, c.modified
        FROM (
            SELECT x.row_key, x.is_shown, x.modified FROM (
                SELECT s.key AS row_key, {IsShown} AS is_shown,
                    {SqlDialect.Greatest}(
                        s.updated,
                        CASE WHEN {IsShown} = 1 THEN {SqlDialect.Greatest}(t.touched, t.updated) ELSE s.updated END,
                        COALESCE(u.updated, s.updated)) AS modified
                FROM subscriptions s {Joins}
                WHERE s.user_key = @user
        """;

    private const string After =
        $"""
         AND (s.deleted IS NULL OR @deleted = 1)
            ) x WHERE x.modified > @since ORDER BY x.modified, x.row_key LIMIT @limit
        ) c
        JOIN subscriptions s ON s.key = c.row_key
        {Joins}
        """;

    private const string Changed = $"{Before} AND s.topic_key > 0 {After}";
    private const string One = $"{Before} AND s.topic_key = @topic AND s.is_reader = @reader {After}";

    private const int FirstOfTopic = SubscriptionRow.ColumnCount;
    private const int FirstOfPeer = FirstOfTopic + TopicRow.ColumnCount;
    private const int Shown = FirstOfPeer + UserRow.ColumnCount;
    private const int Modified = Shown + 1;

    public static IReadOnlyList<StoredContact> Read(SqlReader reader, UserId user, ContactQuery query)
    {
        var since = query.ModifiedSince is { } time ? time.ToSql() : long.MinValue;
        var withDeleted = (query.ModifiedSince is not null).ToSql();
        var key = reader.Users.KeyOf(user);
        if (query.Only is not { } only)
        {
            return Read(reader, query.ModifiedSince is null
                ? reader.Database.Query(Live, since, key, query.Limit)
                : reader.Database.Query(Changed, since, key, withDeleted, query.Limit));
        }
        return only.User == user && reader.FindTopic(only) is { } topic
            ? Read(reader, reader.Database.Query(One, since, key, topic, only.IsReader.ToSql(), withDeleted, query.Limit))
            : [];
    }

    private static IReadOnlyList<StoredContact> Read(SqlReader reader, DbDataReader rows)
    {
        List<(long Modified, StoredContact Contact)> contacts = [];
        using var row = rows;
        while (row.Read())
            contacts.Add((row.GetInt64(Modified), ReadOne(reader, row)));
        return [.. contacts.OrderBy(c => c.Modified).Select(c => c.Contact)];
    }

    private static StoredContact ReadOne(SqlReader reader, DbDataReader row)
    {
        var subscription = SubscriptionRow.Read(row, reader.Users);
        var topic = row.FlagAt(Shown) ? TopicRow.Read(row, FirstOfTopic, reader.Users) : null;
        var peer = row.IsDBNull(FirstOfPeer) ? null : UserRow.Read(row, FirstOfPeer, reader.Users);
        var updated = subscription.Updated;
        if (topic?.Updated > updated)
            updated = topic.Updated;
        if (peer?.Updated > updated)
            updated = peer.Updated;
        return new StoredContact { Subscription = subscription, Topic = topic, Peer = peer, Updated = updated };
    }
}
