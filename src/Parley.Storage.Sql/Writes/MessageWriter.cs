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

    private const string FindLive =
        """
        SELECT seq FROM messages
        WHERE topic_key = @topic AND seq >= @low AND seq < @hi AND del_id = 0 AND at >= @not_before ORDER BY seq
        """;

    private const string Erase =
        """
        UPDATE messages SET del_id = @del_id, deleted = @at, from_key = 0, head = NULL, content = NULL
        WHERE topic_key = @topic AND seq >= @low AND seq < @hi AND del_id = 0
        """;

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
        var notBefore = write.NotBefore?.ToSql() ?? long.MinValue;
        List<SeqRange> live = [];
        foreach (var (low, hi) in SeqRanges.Merge(write.Ranges))
        {
            using var row = writer.Database.Query(FindLive, topic, low, hi, notBefore);
            while (row.Read())
                Append(live, row.GetInt32(0));
        }
        // The log tells the ids that were really deleted, so that clients do not ask for others in vain.
        foreach (var (low, hi) in SeqRanges.Merge(live))
        {
            writer.Database.Execute(Erase, write.DelId, write.At.ToSql(), topic, low, hi);
            writer.Database.Execute(EraseLinks, topic, low, hi);
            writer.Database.Execute(Log, topic, 0, write.DelId, low, hi);
        }
    }

    private void DeleteForOne(long topic, DeleteMessages write)
    {
        var user = writer.Users.KeyOf(write.ForUser);
        writer.Database.Execute(SetDelId, write.DelId, topic, user);
        foreach (var (low, hi) in SeqRanges.Merge(write.Ranges))
        {
            writer.Database.Execute(Log, topic, user, write.DelId, low, hi);
            HideRange(user, topic, low, hi);
        }
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

    private static void Append(List<SeqRange> ranges, int seq)
    {
        if (ranges.Count > 0 && ranges[^1].End == seq)
            ranges[^1] = new SeqRange(ranges[^1].Low, seq + 1);
        else
            ranges.Add(new SeqRange(seq));
    }
}
