using Parley.Protocol.Access;

namespace Parley.Protocol.Tests.Access;

public class AccessChangeTests
{
    [Theory]
    [InlineData("JRPAS", "JRWS", "+W-PA")]
    [InlineData("JRW", "N", "-JRW")]
    [InlineData("N", "JRW", "+JRW")]
    [InlineData("JRW", "JRW", "")]
    public void Change_is_what_was_gained_then_what_was_lost(string before, string after, string change)
    {
        Assert.Equal(change, AccessChange.Between(AccessMode.Parse(before), AccessMode.Parse(after)));
        Assert.True(AccessChange.TryApply(AccessMode.Parse(before), change, out var result));
        Assert.Equal(after, result.ToString());
    }

    [Theory]
    [InlineData("JPRA", "-PR+W", "JWA")]
    [InlineData("JR", "+W-J+P", "RWP")]
    [InlineData("JR", "+W-", "JRW")]
    [InlineData("JR", "", "JR")]
    [InlineData("JR", "-N", "JR")]
    [InlineData("JR", "+", "JR")]
    [InlineData("JRW", "JP", "JP")]
    [InlineData("JRW", "N", "N")]
    public void Changes_are_applied_from_left_to_right(string mode, string change, string result)
    {
        Assert.True(AccessChange.TryApply(AccessMode.Parse(mode), change, out var changed));
        Assert.Equal(result, changed.ToString());
    }

    [Theory]
    [InlineData("JR+W")]
    [InlineData("+X")]
    [InlineData("X")]
    public void Other_text_is_no_change(string change)
    {
        Assert.False(AccessChange.TryApply(AccessMasks.Member, change, out var result));
        Assert.Equal(AccessMasks.Member, result);
    }

    [Theory]
    [InlineData("JR", null, "N")]
    [InlineData(null, null, "N")]
    [InlineData("N", "JR", "JR")]
    [InlineData(null, "JR", "JR")]
    [InlineData("JR", "JRW", "+W")]
    [InlineData("JR", "N", "-JR")]
    [InlineData("JR", "JR", null)]
    public void Notices_tell_whole_modes_where_there_was_none(string? before, string? after, string? told) =>
        Assert.Equal(told, AccessChange.Told(Mode(before), Mode(after)));

    private static AccessMode? Mode(string? text) => text is null ? null : AccessMode.Parse(text);
}
