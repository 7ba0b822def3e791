namespace Parley.Storage.Sql.Writes;

/// <summary>Keeps the index of tags.</summary>
/// <param name="uniquePrefix">Only one user or topic may have a tag with this beginning; null for none such.</param>
internal sealed class TagWriter(SqlWriter writer, string? uniquePrefix)
{
    private const string Holder =
        """
        SELECT 1 WHERE EXISTS (SELECT 1 FROM user_tags WHERE tag = @tag AND user_key <> @user)
            OR EXISTS (SELECT 1 FROM topic_tags WHERE tag = @tag AND topic_key <> @topic)
        """;

    private const string ClearUser = "DELETE FROM user_tags WHERE user_key = @key";
    private const string ClearTopic = "DELETE FROM topic_tags WHERE topic_key = @key";
    private const string AddUser = "INSERT INTO user_tags (tag, user_key) VALUES (@tag, @key)";
    private const string AddTopic = "INSERT INTO topic_tags (tag, topic_key) VALUES (@tag, @key)";

    /// <summary>True if a tag that must be unique belongs to somebody else. Changes nothing.</summary>
    public bool IsTaken(IReadOnlyList<string> tags, long user, long topic)
    {
        if (uniquePrefix is null)
            return false;
        foreach (var tag in tags)
        {
            if (tag.StartsWith(uniquePrefix, StringComparison.Ordinal) && writer.Database.Scalar(Holder, tag, user, topic) is not null)
                return true;
        }
        return false;
    }

    public void ReplaceOfUser(long key, IReadOnlyList<string> tags)
    {
        writer.Database.Execute(ClearUser, key);
        foreach (var tag in tags.Distinct(StringComparer.Ordinal))
            writer.Database.Execute(AddUser, tag, key);
    }

    public void ReplaceOfTopic(long key, IReadOnlyList<string> tags)
    {
        writer.Database.Execute(ClearTopic, key);
        foreach (var tag in tags.Distinct(StringComparer.Ordinal))
            writer.Database.Execute(AddTopic, tag, key);
    }
}
