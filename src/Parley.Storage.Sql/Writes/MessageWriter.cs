using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Storage.Sql.Rows;
using Parley.Storage.Writes;

namespace Parley.Storage.Sql.Writes;

/// <summary>Stores and deletes messages.</summary>
internal sealed class MessageWriter(SqlWriter writer, FileWriter files)
{
    private const string MoveTopic =
        "UPDATE topics SET last_seq = @seq, touched = @at WHERE key = @topic AND last_seq = @seq - 1 AND state <> 20";

    private const string Insert =
        "INSERT INTO messages (topic_key, seq, at, from_key, head, content) VALUES (@topic, @seq, @at, @from, @head, @content)";

    private const string MarkRead =
        """
        UPDATE subscriptions SET read_seq = @seq, recv_seq = @seq
        WHERE topic_key = @topic AND is_reader = 0 AND user_key = @user AND read_seq < @seq
        """;

    private const string SetTopicDelId = "UPDATE topics SET del_id = @del_id WHERE key = @topic AND del_id = @del_id - 1 AND state <> 20";
    private const string SetAllDelIds = "UPDATE subscriptions SET del_id = @del_id WHERE topic_key = @topic";

    private const string SetDelId =
        "UPDATE subscriptions SET del_id = @del_id WHERE topic_key = @topic AND is_reader = 0 AND user_key = @user";

    // Messages are in order of time: whatever is too old lies before the newest of those. Looking from the end costs no more than
    // deleting what is young enough.
    private const string NewestTooOld =
        "SELECT seq FROM messages WHERE topic_key = @topic AND seq < @hi AND at < @not_before ORDER BY seq DESC LIMIT 1";

    private const string Erase = "DELETE FROM messages WHERE topic_key = @topic AND seq >= @low AND seq < @hi";

    private const string EraseLinks = "DELETE FROM file_links WHERE topic_key = @topic AND seq >= @low AND seq < @hi AND seq > 0";

    private const string Log =
        "INSERT INTO deletions (topic_key, for_key, del_id, low, hi) VALUES (@topic, @for, @del_id, @low, @hi)";

    private const string HiddenBefore =
        "SELECT low, hi FROM hidden WHERE user_key = @user AND topic_key = @topic AND low <= @low ORDER BY low DESC LIMIT 1";

    private const string HiddenWithin =
        "SELECT MAX(hi) FROM hidden WHERE user_key = @user AND topic_key = @topic AND low >= @low AND low <= @hi";

    private const string Unhide = "DELETE FROM hidden WHERE user_key = @user AND topic_key = @topic AND low >= @low AND low <= @hi";
    private const string Hide = "INSERT INTO hidden (user_key, topic_key, low, hi) VALUES (@user, @topic, @low, @hi)";

    public WriteOutcome Save(SaveMessage write)
    {
        var message = write.Message;
        var at = message.Timestamp.ToSql();
        // The guard comes first, so that a conflict leaves nothing to undo.
        if (writer.FindTopic(write.Topic) is not { } topic || writer.Database.Execute(MoveTopic, message.Seq, at, topic) == 0)
            return WriteOutcome.Conflict("the topic has other messages");
        var from = writer.Users.KeyOf(message.From);
        writer.Database.Execute(Insert, topic, message.Seq, at, from, message.Head.ToSql(), message.Content.ToSql());
        if (write.MarkReadBySender)
            writer.Database.Execute(MarkRead, message.Seq, topic, from);
        foreach (var file in write.Files)
            files.LinkMessage(topic, message.Seq, file);
        return WriteOutcome.Done;
    }

    public WriteOutcome Delete(DeleteMessages write)
    {
        if (writer.FindTopic(write.Topic) is not { } topic || writer.Database.Execute(SetTopicDelId, write.DelId, topic) == 0)
            return WriteOutcome.Conflict("the topic has other deletions");
        if (write.ForUser.IsNone)
            DeleteForAll(topic, write);
        else
            DeleteForOne(topic, write);
        return WriteOutcome.Done;
    }

    private void DeleteForAll(long topic, DeleteMessages write)
    {
        writer.Database.Execute(SetAllDelIds, write.DelId, topic);
        var ranges = YoungEnough(topic, write);
        var erased = 0;
        foreach (var (low, hi) in SeqRanges.Merge(ranges))
        {
            erased += writer.Database.Execute(Erase, topic, low, hi);
            writer.Database.Execute(EraseLinks, topic, low, hi);
        }
        // Where there was nothing to delete there is nothing to tell.
        if (erased > 0)
            LogRanges(topic, 0, write.DelId, ranges);
    }

    private IReadOnlyList<SeqRange> YoungEnough(long topic, DeleteMessages write)
    {
        if (write.NotBefore is not { } notBefore || write.Ranges.Count == 0)
            return write.Ranges;
        var end = write.Ranges.Max(range => SeqRanges.EndOf(range));
        if (writer.Database.Scalar(NewestTooOld, topic, end, notBefore.ToSql()) is not long tooOld)
            return write.Ranges;
        return [.. write.Ranges.Where(range => SeqRanges.EndOf(range) > tooOld + 1)
            .Select(range => range.Low > tooOld ? range : SeqRanges.ToProtocol(tooOld + 1, SeqRanges.EndOf(range)))];
    }

    private void DeleteForOne(long topic, DeleteMessages write)
    {
        var user = writer.Users.KeyOf(write.ForUser);
        writer.Database.Execute(SetDelId, write.DelId, topic, user);
        LogRanges(topic, user, write.DelId, write.Ranges);
        foreach (var (low, hi) in SeqRanges.Merge(write.Ranges))
            HideRange(user, topic, low, hi);
    }

    // As they were asked for: who hears of them is told the same.
    private void LogRanges(long topic, long user, int delId, IReadOnlyList<SeqRange> ranges)
    {
        foreach (var range in ranges)
            writer.Database.Execute(Log, topic, user, delId, range.Low, SeqRanges.EndOf(range));
    }

    private void HideRange(long user, long topic, long low, long hi)
    {
        using (var row = writer.Database.Query(HiddenBefore, user, topic, low))
        {
            if (row.Read() && row.GetInt64(1) >= low)
                (low, hi) = (row.GetInt64(0), Math.Max(hi, row.GetInt64(1)));
        }
        if (writer.Database.Scalar(HiddenWithin, user, topic, low, hi) is long last)
            hi = Math.Max(hi, last);
        writer.Database.Execute(Unhide, user, topic, low, hi);
        writer.Database.Execute(Hide, user, topic, low, hi);
    }
}
