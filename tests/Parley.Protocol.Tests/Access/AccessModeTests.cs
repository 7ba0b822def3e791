using Parley.Protocol.Access;

namespace Parley.Protocol.Tests.Access;

public class AccessModeTests
{
    [Theory]
    [InlineData("J", 0x01)]
    [InlineData("R", 0x02)]
    [InlineData("W", 0x04)]
    [InlineData("P", 0x08)]
    [InlineData("A", 0x10)]
    [InlineData("S", 0x20)]
    [InlineData("D", 0x40)]
    [InlineData("O", 0x80)]
    [InlineData("JRWPASDO", 0xFF)]
    [InlineData("N", 0)]
    public void Letters_are_bits(string text, int bits)
    {
        Assert.Equal(bits, AccessMode.Parse(text).Bits);
        Assert.Equal(text, new AccessMode(bits).ToString());
    }

    [Theory]
    [InlineData("odsapwrj", "JRWPASDO")]
    [InlineData("JJ", "J")]
    [InlineData("N", "N")]
    [InlineData("n", "N")]
    [InlineData("NJ", "N")]
    [InlineData("N+?", "N")]
    public void Order_case_and_repeats_do_not_matter_and_N_hides_the_rest(string text, string mode)
    {
        Assert.True(AccessMode.TryParse(text, out var parsed));
        Assert.Equal(mode, parsed.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void Empty_text_is_unset(string? text)
    {
        Assert.True(AccessMode.TryParse(text, out var mode));
        Assert.Null(mode);
    }

    [Theory]
    [InlineData("JN")]
    [InlineData("JX")]
    [InlineData("+J")]
    [InlineData("J R")]
    [InlineData(" ")]
    [InlineData("J-R")]
    [InlineData("ſ")]
    public void Other_text_is_no_mode(string text) => Assert.False(AccessMode.TryParse(text, out _));

    [Theory]
    [InlineData("A", true, true)]
    [InlineData("O", true, true)]
    [InlineData("S", false, true)]
    [InlineData("JRWPD", false, false)]
    public void Managers_may_invite(string mode, bool isAdmin, bool isSharer) =>
        Assert.Equal((isAdmin, isSharer), (AccessMode.Parse(mode).IsAdmin, AccessMode.Parse(mode).IsSharer));
}
