using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Topics.Members;
using Parley.Topics.Tags;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Building.Steps;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Attacks;

/// <summary>What is masked is told to nobody, by whichever door it is asked for, whether it exists or not.</summary>
public sealed class EnumerationTests
{
    private static readonly TopicOptions Masked = Options with { MaskedNamespaces = ["tel"] };

    [Theory]
    [InlineData("tel:+15551234567")]
    [InlineData("TEL:+15551234567")]
    [InlineData("tel:+15550000000")]
    public void The_holder_of_a_masked_tag_is_not_told(string tag)
    {
        var search = Search(tag);
        var rows = new RowsByHand { TagHolders = { ["tel:+15551234567"] = TopicName.Me(Bob) } };
        Assert.Equal(403, new GetTagsHandler(Masked).Run(search, search.Get(Alice), rows).Code());
        Assert.Equal(403, new GetSubHandler(Masked, Rewriting).Run(search, search.Get(Alice, new GetQuery()), rows).Code());
    }

    [Fact]
    public void The_own_masked_tag_may_be_searched_for()
    {
        var search = Search("tel:+15551234567", stored: null, "tel:+15551234567");
        Assert.Equal(204, new GetTagsHandler(Masked).Run(search, search.Get(Alice)).Code());
        Assert.Equal(204, new GetSubHandler(Masked, Rewriting).Run(search, search.Get(Alice, new GetQuery())).Code());
    }

    [Fact]
    public void The_searches_of_other_sessions_are_not_told()
    {
        var search = Search("mine").Plan(p => p.Change(new Parley.Topics.Effects.LiveChange.QuerySet(SessionOf(Alice, 2), Payload.FromString("theirs"))));
        Assert.Equal("\"mine\"", new Parley.Topics.Desc.GetDescHandler().Run(search, search.Get(Alice)).Meta().Desc!.Public.ToString());
    }
}
