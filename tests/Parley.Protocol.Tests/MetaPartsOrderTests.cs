namespace Parley.Protocol.Tests;

public class MetaPartsOrderTests
{
    [Theory]
    [InlineData("desc", MetaParts.Desc)]
    [InlineData("desc sub data tags del cred aux", (MetaParts)127)]
    [InlineData("sub  foo desc", MetaParts.Sub | MetaParts.Desc)]
    [InlineData("DESC", MetaParts.None)]
    [InlineData("desc\tsub", MetaParts.None)]
    [InlineData("", MetaParts.None)]
    [InlineData(null, MetaParts.None)]
    [InlineData("a b c d e f g desc", MetaParts.Desc)]
    [InlineData("a b c d e f g desc sub", MetaParts.None)]
    public void Words_are_separated_by_single_blanks_and_the_eighth_takes_the_rest(string? what, MetaParts parts) =>
        Assert.Equal(parts, MetaPartsOrder.Parse(what));

    [Fact]
    public void Answers_to_get_and_sub_come_in_different_orders()
    {
        Assert.Equal("desc sub data del tags cred aux", Words(MetaPartsOrder.OfGet));
        Assert.Equal("desc sub tags cred aux data del", Words(MetaPartsOrder.OfSub));
        Assert.Equal("desc sub tags cred aux", Words(MetaPartsOrder.OfSet));
    }

    private static string Words(IEnumerable<MetaParts> parts) => string.Join(' ', parts.Select(MetaPartsOrder.Format));
}
