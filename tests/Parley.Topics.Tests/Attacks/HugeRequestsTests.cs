using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Packets.Parts;
using Parley.Topics.Aux;
using Parley.Topics.Desc;
using Parley.Topics.Handlers;
using Parley.Topics.History;
using Parley.Topics.Members;
using Parley.Topics.Offline;
using Parley.Topics.Tags;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Building.Steps;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Attacks;

/// <summary>What fits into one packet and is meant to cost much, costs little; and numbers at their bounds do no harm.</summary>
public sealed class HugeRequestsTests
{
    [Fact]
    public void Many_ranges_are_merged_once()
    {
        var ranges = Enumerable.Range(0, 100_000).Select(i => new SeqRange(100_000 - i, 100_001)).ToArray();
        Assert.True(SeqRangeSet.TryRead(ranges, 100_000, out var merged, out var count));
        Assert.Equal(new SeqRange(1, 100_001), Assert.Single(merged));
        Assert.Equal(int.MaxValue, count);
    }

    [Theory]
    [InlineData(int.MaxValue, 0)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(int.MinValue, int.MaxValue)]
    [InlineData(-1, 5)]
    [InlineData(5, -1)]
    [InlineData(0, 0)]
    [InlineData(3, 2)]
    public void Ranges_that_are_none_are_malformed(int low, int hi) =>
        Assert.False(SeqRangeSet.TryRead([new SeqRange(low, hi)], 10, out _, out _));

    [Fact]
    public void A_range_to_the_greatest_number_ends_at_the_last_message()
    {
        Assert.True(SeqRangeSet.TryRead([new SeqRange(1, int.MaxValue)], 10, out var ranges, out var count));
        Assert.Equal((new SeqRange(1, 11), 10), (Assert.Single(ranges), count));
    }

    [Theory]
    [InlineData(int.MinValue, int.MaxValue, int.MaxValue)]
    [InlineData(int.MaxValue, 1, 0)]
    [InlineData(int.MaxValue, 0, 1)]
    public void The_count_of_a_range_does_not_overflow(int low, int hi, int count) => Assert.Equal(count, new SeqRange(low, hi).Count);

    [Theory]
    [InlineData(int.MinValue, int.MinValue, int.MinValue)]
    [InlineData(int.MaxValue, int.MaxValue, int.MaxValue)]
    [InlineData(-1, -1, -1)]
    [InlineData(0, 0, 0)]
    public void Pages_of_history_are_bounded_whatever_is_asked_for(int since, int before, int limit)
    {
        var topic = Group().Attached(Alice).WithMessages(1);
        var rows = new RowsByHand();
        var options = new GetOptions { Since = since, Before = before, Limit = limit };
        new GetDataHandler(Options).Run(topic, topic.Get(Alice, new GetQuery { Data = options }), rows);
        Assert.InRange(rows.AskedMessages!.Limit, 1, 100);
        Assert.True(rows.AskedMessages.Since >= 0 && rows.AskedMessages.Before >= 0);

        topic.Plan(p => p.Write(new Storage.Writes.DeleteMessages(topic.Name, 1, default, [new SeqRange(1)], Now)));
        new GetDelHandler(Options).Run(topic, topic.Get(Alice, new GetQuery { Del = options }), rows);
        Assert.InRange(rows.AskedDeletions!.Value.Limit, 1, 1024);
        Assert.True(rows.AskedDeletions.Value.Since >= 0 && rows.AskedDeletions.Value.Before >= 0);
    }

    [Fact]
    public void A_long_text_is_read_as_a_mode_in_one_pass()
    {
        Assert.True(AccessMode.TryParse(string.Concat(Enumerable.Repeat("JRWPASD", 50_000)), out var mode));
        Assert.Equal("JRWPASD", mode.ToString());
    }

    [Fact]
    public void Of_many_tags_only_as_many_are_looked_at_as_are_kept()
    {
        var topic = Group().Attached(Alice);
        var tags = Enumerable.Range(0, 50_000).Select(i => $"tag{i}").ToArray();
        var plan = new SetTagsHandler(Options).Run(topic, topic.Set(Alice, new SetQuery { Tags = tags }));
        Assert.Equal(Options.TagsMax, plan.Write<Storage.Writes.UpdateTopic>().Tags!.Count);
    }

    // Whoever lists a user, a group or the own topics is sent these values.
    [Fact]
    public void A_value_that_is_put_together_by_many_requests_stays_as_short_as_one_packet()
    {
        var options = Options with { ValueBytesMax = 1000 };
        var desc = new SetDescHandler(options);
        Assert.Equal((422, 200), FilledBy(Group().Attached(Alice), desc, value => new SetQuery { Desc = new DescPart { Public = value } }));
        Assert.Equal((422, 200), FilledBy(Group().Attached(Alice), desc, value => new SetQuery { Desc = new DescPart { Private = value } }));
        Assert.Equal((422, 200), FilledBy(Me().Attached(Alice), desc, value => new SetQuery { Desc = new DescPart { Public = value } }));
        Assert.Equal((422, 200), FilledBy(Search(), desc, value => new SetQuery { Desc = new DescPart { Public = value } }));
        Assert.Equal((422, 200), FilledBy(Group().Attached(Alice), new SetAuxHandler(options), value => new SetQuery { Aux = value }));
        Assert.Equal((422, 200), FilledBy(Group(), new SetSubOffline(options), value => new SetQuery { Desc = new DescPart { Private = value } }));
    }

    // The answer when the value is full, and the one to a request that makes it shorter.
    private static (int Full, int Shorter) FilledBy(TopicState topic, ITopicStep step, Func<Payload, SetQuery> query)
    {
        for (var i = 0; i < 3; i++)
        {
            var plan = step.Run(topic, topic.Set(Alice, query(Json($$"""{"k{{i}}":"{{new string('x', 400)}}"}"""))));
            if (i == 2)
                return (plan.Code(), step.Run(topic, topic.Set(Alice, query(Json("""{"k0":"␡"}""")))).Code());
            topic.Apply(plan);
        }
        return default;
    }

    [Fact]
    public void A_search_of_too_many_terms_violates_the_policy()
    {
        var rows = new RowsByHand();
        var search = Search(string.Join(' ', Enumerable.Range(0, 20_000).Select(i => $"t{i}")));
        var plan = new GetSubHandler(Options, Rewriting).Run(search, search.Get(Alice, new GetQuery()), rows);
        Assert.Equal((422, true), (plan.Code(), rows.AskedSearch is null));
    }

    [Fact]
    public void A_search_of_quotes_and_commas_alone_is_read_in_one_pass()
    {
        Assert.Null(SearchQueryParser.Parse(new string('"', 100_001)));
        Assert.Null(SearchQueryParser.Parse(new string(',', 100_000)));
        Assert.Empty(SearchQueryParser.Parse(new string(' ', 100_000) + ",")!.Required);
    }
}
