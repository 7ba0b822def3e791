using CsCheck;
using Parley.Protocol.Packets.Parts;
using Parley.Topics.History;

namespace Parley.Topics.Tests.History;

public sealed class SeqRangeSetTests
{
    // "3" is a single id, "1-5" a range without its end.
    private static SeqRange[] Ranges(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(One)];

    private static SeqRange One(string text)
    {
        var ends = text.Split('-').Select(int.Parse).ToArray();
        return new SeqRange(ends[0], ends.Length > 1 ? ends[1] : 0);
    }

    private static string Text(IEnumerable<SeqRange> ranges) =>
        string.Join(' ', ranges.Select(r => r.Hi == 0 ? $"{r.Low}" : $"{r.Low}-{r.Hi}"));

    [Theory]
    [InlineData("1-3 3-5", "1-5")]
    [InlineData("1 2 3", "1 2 3")]
    [InlineData("2 3-5", "2 3-5")]
    [InlineData("1-5 1", "1-5")]
    [InlineData("1-3 4-6", "1-3 4-6")]
    [InlineData("1-10 3 12-14", "1-10 12-14")]
    [InlineData("1-5 5 9", "1-5 5 9")]
    [InlineData("1-3 10-12 11-15 30-40", "1-3 10-15 30-40")]
    [InlineData("1-4 2-4 5-7", "1-4 5-7")]
    [InlineData("1 2 4-8 10-13 8 9", "1 2 4-8 8 9 10-13")]
    [InlineData("1 2 4-8 10-13 8 9 1-5", "1-8 8 9 10-13")]
    [InlineData("9 1", "1 9")]
    [InlineData("3 3", "3")]
    [InlineData("4-7 5-8", "4-8")]
    [InlineData("1-10 2-3 11", "1-10 11")]
    [InlineData("5-5 7-6 3", "3")]
    [InlineData("", "")]
    public void Ranges_that_touch_are_joined_and_nothing_is_added_or_lost(string sent, string merged) =>
        Assert.Equal(merged, Text(SeqRangeSet.Merge(Ranges(sent))));

    [Fact]
    public void Merging_keeps_exactly_the_ids_that_were_named() =>
        Gen.Select(Gen.Int[0, 30], Gen.Int[0, 35]).Select(r => new SeqRange(r.Item1, r.Item2)).List[0, 12].Sample(sent =>
        {
            var merged = SeqRangeSet.Merge(sent);
            Assert.Equal(Ids(sent).Distinct().Order(), Ids(merged));
            Assert.Equal(merged, SeqRangeSet.Merge(merged));
        });

    [Theory]
    [InlineData("1-1", "1", 1)]
    [InlineData("2-3", "2", 1)]
    [InlineData("10-100", "10-13", 3)]
    [InlineData("12-13", "12-13", 1)]
    [InlineData("12", "12", 1)]
    [InlineData("0-3", "0-3", 3)]
    [InlineData("1-4 2-4", "1-4", 5)]
    public void What_is_beyond_the_last_message_is_cut(string sent, string read, int count)
    {
        Assert.True(SeqRangeSet.TryRead(Ranges(sent), 12, out var ranges, out var counted));
        Assert.Equal((read, count), (Text(ranges), counted));
    }

    [Fact]
    public void What_is_no_range_of_messages_here_cannot_be_read()
    {
        SeqRange[]?[] wrong =
        [
            null,
            [],
            [default],
            [new SeqRange(6)],
            [new SeqRange(100)],
            [new SeqRange(3, 2)],
            [new SeqRange(-1)],
            [new SeqRange(1, -1)],
            [new SeqRange(1), new SeqRange(9)],
        ];
        Assert.All(wrong, sent => Assert.False(SeqRangeSet.TryRead(sent, 5, out _, out _)));
    }

    private static IEnumerable<int> Ids(IEnumerable<SeqRange> ranges) => ranges.SelectMany(r => Enumerable.Range(r.Low, r.Count));
}
