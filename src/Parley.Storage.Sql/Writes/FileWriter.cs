using Parley.Protocol.Names;
using Parley.Storage.Records;
using Parley.Storage.Sql.Rows;
using Parley.Storage.Writes;

namespace Parley.Storage.Sql.Writes;

/// <summary>Writes records of uploads, and what uses them.</summary>
internal sealed class FileWriter(SqlWriter writer)
{
    private const string Update =
        """
        UPDATE files SET created = @created, updated = @updated, user_key = @user, status = @status, mime_type = @type, size = @size,
            etag = @etag, location = @location
        WHERE key = @key
        """;

    private const string Insert =
        """
        INSERT INTO files (created, updated, user_key, status, mime_type, size, etag, location, key)
        VALUES (@created, @updated, @user, @status, @type, @size, @etag, @location, @key)
        """;

    private const string Delete = "DELETE FROM files WHERE key = @key";
    private const string IsUsed = "SELECT 1 FROM file_links WHERE file_key = @key LIMIT 1";

    // Unknown files are not there to be selected, and a file that is named twice is linked once.
    private const string Link =
        """
        INSERT INTO file_links (topic_key, seq, user_key, file_key)
        SELECT @topic, @seq, @user, f.key FROM files f WHERE f.key = @file AND NOT EXISTS (
            SELECT 1 FROM file_links l WHERE l.topic_key = @topic AND l.seq = @seq AND l.user_key = @user AND l.file_key = f.key)
        """;

    private const string Unlink = "DELETE FROM file_links WHERE topic_key = @topic AND seq = 0 AND user_key = @user";

    public WriteOutcome Put(StoredFile file)
    {
        object?[] values =
        [
            file.Created.ToSql(), file.Updated.ToSql(), writer.Users.KeyOf(file.User), (int)file.Status, file.MimeType, file.Size, file.ETag,
            file.Location, writer.Users.KeyOf(file.Id),
        ];
        if (writer.Database.Execute(Update, values) == 0)
            writer.Database.Execute(Insert, values);
        return WriteOutcome.Done;
    }

    public WriteOutcome RemoveUnused(UserId file)
    {
        var key = writer.Users.KeyOf(file);
        if (writer.Database.Scalar(IsUsed, key) is not null)
            return WriteOutcome.Conflict("the file is used");
        writer.Database.Execute(Delete, key);
        return WriteOutcome.Done;
    }

    public void LinkMessage(long topic, int seq, UserId file) =>
        writer.Database.Execute(Link, topic, seq, 0, writer.Users.KeyOf(file));

    public WriteOutcome LinkAvatar(LinkFiles write)
    {
        var (topic, user) = (0L, 0L);
        if (write.Topic.IsMe)
            user = write.Topic.TryGetOwner(out var owner) ? writer.Users.KeyOf(owner) : 0;
        else
            topic = writer.FindTopic(write.Topic) ?? 0;
        if (topic == 0 && user == 0)
            return WriteOutcome.Conflict("no such topic");
        writer.Database.Execute(Unlink, topic, user);
        foreach (var file in write.Files)
            writer.Database.Execute(Link, topic, 0, user, writer.Users.KeyOf(file));
        return WriteOutcome.Done;
    }

    public void UnlinkUser(long user) => writer.Database.Execute(Unlink, 0, user);
}
