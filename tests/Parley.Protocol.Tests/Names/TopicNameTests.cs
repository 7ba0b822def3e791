using Parley.Protocol.Names;

namespace Parley.Protocol.Tests.Names;

public class TopicNameTests
{
    [Theory]
    [InlineData("usrOj0B3-gSBSs", "usrIU_LOVwRNsc", "p2pOj0B3-gSBSshT8s5XBE2xw")]
    [InlineData("usrAQAAAAAAAAA", "usrAgAAAAAAAAA", "p2pAQAAAAAAAAACAAAAAAAAAA")]
    public void Conversation_is_named_by_both_users_the_smaller_number_first(string first, string second, string name)
    {
        var (a, b) = (User(first), User(second));

        Assert.Equal(name, TopicName.P2P(a, b).Value);
        Assert.Equal(name, TopicName.P2P(b, a).Value);
        Assert.True(new TopicName(name).TryGetPeers(out var one, out var other));
        Assert.Equal((a, b), (one, other));
        Assert.True(new TopicName(name).TryGetPeerOf(a, out var peer));
        Assert.Equal(b, peer);
    }

    [Fact]
    public void Nobody_converses_with_oneself()
    {
        Assert.Throws<ArgumentException>(() => TopicName.P2P(new UserId(1), new UserId(1)));
        Assert.Throws<ArgumentException>(() => TopicName.P2P(new UserId(1), default));
    }

    [Theory]
    [InlineData("p2p")]
    [InlineData("p2pAQAAAAAAAAA")]
    [InlineData("p2pAgAAAAAAAAABAAAAAAAAAA")] // the greater number first
    [InlineData("p2pAQAAAAAAAAABAAAAAAAAAA")] // the same user twice
    [InlineData("p2pAAAAAAAAAAACAAAAAAAAAA")] // nobody
    [InlineData("p2pAQAAAAAAAAACAAAAAAAAAB")] // another spelling of the same bytes
    [InlineData("p2p**********************")]
    public void Other_text_names_no_conversation(string name) => Assert.False(new TopicName(name).TryGetPeers(out _, out _));

    [Fact]
    public void Topics_of_one_user_carry_its_id()
    {
        var user = new UserId(1);

        Assert.Equal("usrAQAAAAAAAAA", TopicName.Me(user).Value);
        Assert.Equal("fndAQAAAAAAAAA", TopicName.Find(user).Value);
        Assert.Equal("slfAQAAAAAAAAA", TopicName.Self(user).Value);
        foreach (var name in new[] { TopicName.Me(user), TopicName.Find(user), TopicName.Self(user) })
        {
            Assert.True(name.TryGetOwner(out var owner));
            Assert.Equal(user, owner);
        }
    }

    [Fact]
    public void Channel_readers_see_a_group_under_another_prefix()
    {
        var group = TopicName.Group(new UserId(2));

        Assert.Equal("grpAgAAAAAAAAA", group.Value);
        Assert.Equal("chnAgAAAAAAAAA", group.ChannelAddress);
    }

    private static UserId User(string text) => UserId.TryParse(text, out var user) ? user : throw new ArgumentException(text);
}
