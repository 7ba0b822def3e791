using Parley.Protocol.Names;
using Parley.Protocol.Replies;

namespace Parley.Protocol.Tests.Names;

public class TopicNamingTests
{
    private static readonly UserId Alice = new(1);

    [Theory]
    [InlineData("me", "usrAQAAAAAAAAA")]
    [InlineData("fnd", "fndAQAAAAAAAAA")]
    [InlineData("slf", "slfAQAAAAAAAAA")]
    [InlineData("sys", "sys")]
    [InlineData("usrAgAAAAAAAAA", "p2pAQAAAAAAAAACAAAAAAAAAA")]
    [InlineData("grpAgAAAAAAAAA", "grpAgAAAAAAAAA")]
    [InlineData("chnAgAAAAAAAAA", "grpAgAAAAAAAAA")]
    public void Address_stands_for_a_topic(string address, string name)
    {
        var result = TopicNaming.Resolve(address, Alice);

        Assert.True(result.IsKnown);
        Assert.Equal(name, result.Name.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("usr")]
    [InlineData("usrabc")]
    [InlineData("usr***********")]
    public void No_name_and_no_user_are_malformed(string? address) => Assert.Equal(ReplyCodes.Malformed, Refusal(address));

    [Fact]
    public void Own_id_is_refused() => Assert.Equal(ReplyCodes.PermissionDenied, Refusal("usrAQAAAAAAAAA"));

    [Theory]
    [InlineData(" ")]
    [InlineData("m")]
    [InlineData("ME")]
    [InlineData("mee")]
    [InlineData("abc")]
    [InlineData("grp")]
    [InlineData("grpabc")]
    [InlineData("chn")]
    [InlineData("chnabc")]
    [InlineData("chnAAAAAAAAAAA")]
    [InlineData("sysx")]
    [InlineData("../me")]
    [InlineData("日本")]
    [InlineData("newAgAAAAAAAAA")]
    public void Names_of_no_known_form_are_not_found(string address) => Assert.Equal(ReplyCodes.TopicNotFound, Refusal(address));

    [Theory]
    [InlineData("slfAgAAAAAAAAA")]
    [InlineData("slfAQAAAAAAAAA")]
    [InlineData("fndAgAAAAAAAAA")]
    [InlineData("fndAQAAAAAAAAA")]
    public void Private_topics_have_no_inner_name_for_anybody(string address) =>
        Assert.Equal(ReplyCodes.TopicNotFound, Refusal(address));

    [Fact]
    public void Conversation_is_open_by_its_inner_name_to_its_two_users_only()
    {
        const string Name = "p2pAQAAAAAAAAACAAAAAAAAAA";

        Assert.Equal(Name, TopicNaming.Resolve(Name, new UserId(1)).Name.Value);
        Assert.Equal(Name, TopicNaming.Resolve(Name, new UserId(2)).Name.Value);
        Assert.Equal(ReplyCodes.TopicNotFound, TopicNaming.Resolve(Name, new UserId(3)).Refusal);
    }

    private static ReplyCode? Refusal(string? address) => TopicNaming.Resolve(address, Alice).Refusal;
}
