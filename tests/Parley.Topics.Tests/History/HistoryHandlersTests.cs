using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Storage.Records;
using Parley.Topics.Handlers;
using Parley.Topics.History;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Building.Steps;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.History;

public sealed class HistoryHandlersTests
{
    private static RowsByHand Messages(params int[] ids)
    {
        var rows = new RowsByHand();
        rows.MessageRows.AddRange(ids.Select(i => new StoredMessage { Seq = i, Timestamp = Now, From = Bob, Content = Json($"\"m{i}\"") }));
        return rows;
    }

    private static TopicPlan Data(TopicState topic, UserId user, RowsByHand rows, GetOptions? options = null, string? address = null) =>
        new GetDataHandler(Options).Run(topic, topic.Get(user, new GetQuery { Data = options }, address), rows);

    private static TopicPlan Del(TopicState topic, UserId user, RowsByHand rows, GetOptions? options = null) =>
        new GetDelHandler(Options).Run(topic, topic.Get(user, new GetQuery { Del = options }), rows);

    [Fact]
    public void Messages_come_as_they_are_read_and_then_their_number()
    {
        var plan = Data(Group().Attached(Alice).WithMessages(3), Alice, Messages(3, 2));
        var data = plan.Replies().OfType<DataPacket>().ToList();
        Assert.Equal([3, 2], data.Select(d => d.Seq));
        Assert.All(data, d => Assert.Equal((Team.Value, Bob.ToString()), (d.Topic, d.From)));
        Assert.Equal((208, """{"what":"data","count":2}"""), (plan.Code(), plan.Params()));
        Assert.IsType<CtrlPacket>(plan.Replies().Last());
    }

    [Fact]
    public void No_messages_are_no_content()
    {
        var plan = Data(Group().Attached(Alice).WithMessages(1), Alice, Messages());
        Assert.Equal((204, """{"what":"data"}"""), (plan.Code(), plan.Params()));
    }

    [Fact]
    public void Without_R_reading_is_rejected_403_and_nothing_is_read()
    {
        var rows = Messages(1);
        Assert.Equal(403, Data(Group(Row(Team, Bob, "JWP")).Attached(Bob).WithMessages(1), Bob, rows).Code());
        Assert.Null(rows.AskedMessages);
        Assert.Equal(403, Data(Me().Attached(Alice), Alice, rows).Code());
        Assert.Equal(403, Data(Search(), Alice, rows).Code());
    }

    [Fact]
    public void A_channel_reader_does_not_learn_who_has_written()
    {
        var topic = Group(isChannel: true, Row(Team, Bob, "JRW")).Attached(Bob).WithReader(Carol).WithMessages(1);
        foreach (var address in new[] { Team.ChannelAddress, Team.Value })
        {
            var data = Assert.Single(Data(topic, Carol, Messages(1), address: address).Replies().OfType<DataPacket>());
            Assert.Equal((Team.ChannelAddress, null), (data.Topic, data.From));
        }
        Assert.Null(Data(topic, Bob, Messages(1), address: Team.ChannelAddress).Replies().OfType<DataPacket>().Single().From);
    }

    [Fact]
    public void In_a_conversation_messages_are_named_by_the_other_user() =>
        Assert.Equal(Bob.ToString(), Data(Conversation().Attached(Alice).WithMessages(1), Alice, Messages(1)).Replies().OfType<DataPacket>().Single().Topic);

    [Theory]
    [InlineData(0, 100)]
    [InlineData(-1, 100)]
    [InlineData(7, 7)]
    [InlineData(100000, 100)]
    public void A_page_has_at_most_a_hundred_messages(int limit, int asked)
    {
        var rows = Messages();
        Data(Group().Attached(Alice).WithMessages(1), Alice, rows, new GetOptions { Limit = limit, Since = -5, Before = -1 });
        Assert.Equal((0, 0, asked, null), (rows.AskedMessages!.Since, rows.AskedMessages.Before, rows.AskedMessages.Limit, rows.AskedMessages.Ranges));
    }

    [Fact]
    public void Ranges_are_merged_and_empty_ones_select_nothing()
    {
        var topic = Group().Attached(Alice).WithMessages(9);
        var rows = Messages();
        Data(topic, Alice, rows, new GetOptions { Ranges = [new SeqRange(4, 8), new SeqRange(2, 6), new SeqRange(9, 9)] });
        Assert.Equal([new SeqRange(2, 8)], rows.AskedMessages!.Ranges!);
        Data(topic, Alice, rows, new GetOptions { Ranges = [new SeqRange(5, 5)] });
        Assert.Empty(rows.AskedMessages!.Ranges!);
        // No ranges at all are none given.
        Data(topic, Alice, rows, new GetOptions { Ranges = [] });
        Assert.Null(rows.AskedMessages!.Ranges);
    }

    public static TheoryData<GetOptions> WrongOptions =>
    [
        new GetOptions { IfModifiedSince = Now },
        new GetOptions { User = "usrAAAAAAAAAAE" },
        new GetOptions { Topic = "grpAAAAAAAAAAE" },
    ];

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public void Options_of_lists_are_malformed(GetOptions options)
    {
        var topic = Group().Attached(Alice).WithMessages(1);
        Assert.Equal(400, Data(topic, Alice, Messages(1), options).Code());
        Assert.Equal(400, Del(topic, Alice, new RowsByHand(), options).Code());
    }

    [Fact]
    public void Deletions_are_told_with_the_greatest_id_and_merged_ranges()
    {
        var rows = new RowsByHand { DeletionRows = { new DeletionRecord(2, [new SeqRange(4, 8), new SeqRange(1)]), new DeletionRecord(3, [new SeqRange(6, 9)]) } };
        var topic = Group().Attached(Alice).WithMessages(9).Plan(p => p.Write(new Storage.Writes.DeleteMessages(Team, 3, default, [], Now)));
        var del = Del(topic, Alice, rows, new GetOptions { Since = 2, Before = 4, Limit = 5 }).Meta().Del!;
        Assert.Equal(3, del.DelId);
        Assert.Equal([new SeqRange(1), new SeqRange(4, 9)], del.Ranges);
        Assert.Equal((2, 4, 5), rows.AskedDeletions);
    }

    [Fact]
    public void No_deletions_and_no_right_to_read_are_both_no_content()
    {
        var rows = new RowsByHand { DeletionRows = { new DeletionRecord(1, [new SeqRange(1)]) } };
        var plan = Del(Group().Attached(Alice), Alice, rows);
        Assert.Equal((204, """{"what":"del"}"""), (plan.Code(), plan.Params()));
        var topic = Group(Row(Team, Bob, "JWP")).Attached(Bob).Plan(p => p.Write(new Storage.Writes.DeleteMessages(Team, 1, default, [], Now)));
        Assert.Equal(204, Del(topic, Bob, rows).Code());
        Assert.Null(rows.AskedDeletions);
    }
}
