using System.Data.Common;
using System.Text;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Storage.Queries;
using Parley.Storage.Records;
using Parley.Storage.Sql.Rows;

namespace Parley.Storage.Sql.Reads;

/// <summary>Finds users and groups by their tags, best first (part B 8.6).</summary>
internal sealed class TagSearch(SearchQuery query)
{
    private readonly Dictionary<string, string> _parameters = new(StringComparer.Ordinal);

    public IReadOnlyList<FoundObject> Run(SqlReader reader)
    {
        var groups = query.Required.Where(group => group.Count > 0).Select(NamesOf).ToList();
        var tags = NamesOf([.. query.Required.SelectMany(group => group), .. query.Optional]);
        if (_parameters.Count == 0 || query.Limit <= 0)
            return [];
        var searcher = reader.Users.KeyOf(query.Searcher);
        List<(long Rank, FoundObject Found)> found = [];
        reader.Database.QueryOnce(Users(tags, groups), Values(searcher), row =>
            found.Add((row.GetInt64(0), Read(row) with { Name = TopicName.Me(reader.Users.IdOf(row.GetInt64(1))) })));
        reader.Database.QueryOnce(Topics(tags, groups), Values(searcher), row =>
            found.Add((row.GetInt64(0), Read(row) with { SubscriberCount = row.GetInt32(9), IsChannel = row.FlagAt(10) })));
        return [.. found
            .OrderByDescending(f => f.Rank).ThenByDescending(f => f.Found.SubscriberCount)
            .Take(query.Limit).Select(f => f.Found)];
    }

    private static string Users(string tags, IReadOnlyList<string> groups) =>
        $"""
        SELECT f.tag_rank, u.key, u.created, u.updated, u.access_auth, u.access_anon, u.public, u.trusted, u.tags
        FROM ({Ranked("user_tags", "user_key", tags, groups)}) f JOIN users u ON u.key = f.object_key
        WHERE (u.state = 0 OR @inactive = 1) AND u.key <> @searcher
        ORDER BY f.tag_rank DESC, u.key LIMIT @limit
        """;

    private static string Topics(string tags, IReadOnlyList<string> groups) =>
        $"""
        SELECT f.tag_rank, t.name, t.created, t.updated, t.access_auth, t.access_anon, t.public, t.trusted, t.tags,
            t.subscriber_count, t.is_channel
        FROM ({Ranked("topic_tags", "topic_key", tags, groups)}) f JOIN topics t ON t.key = f.object_key
        WHERE (t.state = 0 OR @inactive = 1)
        ORDER BY f.tag_rank DESC, t.subscriber_count DESC, t.key LIMIT @limit
        """;

    // Tables, columns and names of parameters are our own; tags themselves are always parameters.
    private static string Ranked(string table, string key, string tags, IReadOnlyList<string> groups)
    {
        var sql = new StringBuilder(
            $"""
            SELECT g.{key} AS object_key,
                SUM(CASE WHEN substr(g.tag, 1, length(@first)) = @first THEN 20 ELSE 1 END) AS tag_rank
            FROM {table} g WHERE g.tag IN ({tags}) GROUP BY g.{key}
            """);
        for (var i = 0; i < groups.Count; i++)
            sql.Append(i == 0 ? " HAVING " : " AND ").Append("SUM(CASE WHEN g.tag IN (").Append(groups[i]).Append(") THEN 1 ELSE 0 END) > 0");
        return sql.ToString();
    }

    private string NamesOf(IReadOnlyList<string> tags)
    {
        var names = new List<string>(tags.Count);
        foreach (var tag in tags)
        {
            if (!_parameters.TryGetValue(tag, out var name))
                _parameters.Add(tag, name = $"@tag{_parameters.Count}");
            if (!names.Contains(name))
                names.Add(name);
        }
        return string.Join(", ", names);
    }

    private FoundObject Read(DbDataReader row) => new()
    {
        Name = new TopicName(row.GetString(1)),
        Created = row.TimeAt(2),
        Updated = row.TimeAt(3),
        Access = new DefaultAccess(new AccessMode(row.GetInt32(4)), new AccessMode(row.GetInt32(5))),
        Public = row.PayloadAt(6),
        Trusted = row.PayloadAt(7),
        MatchedTags = Matched(row.ListAt(8)),
    };

    private List<string> Matched(IReadOnlyList<string> tags) => [.. tags.Where(_parameters.ContainsKey)];

    private Dictionary<string, object?> Values(long searcher)
    {
        var values = _parameters.ToDictionary(tag => tag.Value, object? (tag) => tag.Key, StringComparer.Ordinal);
        values.Add("@first", query.RankedFirst);
        values.Add("@inactive", query.IncludeInactive.ToSql());
        values.Add("@limit", query.Limit);
        values.Add("@searcher", searcher);
        return values;
    }
}
