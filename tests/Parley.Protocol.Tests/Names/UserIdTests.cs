using Parley.Protocol.Names;

namespace Parley.Protocol.Tests.Names;

public class UserIdTests
{
    [Theory]
    [InlineData(1, "usrAQAAAAAAAAA")]
    [InlineData(2, "usrAgAAAAAAAAA")]
    [InlineData(ulong.MaxValue, "usr__________8")]
    public void Text_is_11_characters_of_the_little_endian_bytes(ulong number, string text)
    {
        Assert.Equal(text, new UserId(number).ToString());
        Assert.True(UserId.TryParse(text, out var user));
        Assert.Equal(number, user.Value);
    }

    [Fact]
    public void Nobody_has_no_text()
    {
        Assert.Equal("", default(UserId).ToString());
        Assert.Equal("", default(UserId).Text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("usr")]
    [InlineData("usrabc")]
    [InlineData("usr***********")]
    [InlineData("usrAQAAAAAAAA=")]
    [InlineData("usrAQAAAAAA AA")]
    [InlineData("usrAQAAAAAAAAAA")]
    [InlineData("USRAQAAAAAAAAA")]
    [InlineData("grpAQAAAAAAAAA")]
    [InlineData("usrAAAAAAAAAAA")]
    public void Other_text_is_no_user(string? text) => Assert.False(UserId.TryParse(text, out _));

    [Fact]
    public void Bits_too_many_in_the_last_character_are_ignored()
    {
        Assert.True(UserId.TryParse("usrAQAAAAAAAAB", out var user));
        Assert.Equal(1UL, user.Value);
    }
}
