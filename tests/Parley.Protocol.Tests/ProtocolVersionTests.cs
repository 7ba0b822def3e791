namespace Parley.Protocol.Tests;

public class ProtocolVersionTests
{
    [Theory]
    [InlineData("1.2.3", 1, 2, 3)]
    [InlineData("v1.2.3", 1, 2, 3)]
    [InlineData("1.2.3-rc1", 1, 2, 3)]
    [InlineData("v1.2.3-rc1", 1, 2, 3)]
    [InlineData("1.2", 1, 2, 0)]
    [InlineData("v1.2", 1, 2, 0)]
    [InlineData("1", 1, 0, 0)]
    [InlineData("v1", 1, 0, 0)]
    [InlineData("0.0.0", 0, 0, 0)]
    [InlineData("v0.0.0", 0, 0, 0)]
    [InlineData("", 0, 0, 0)]
    [InlineData(null, 0, 0, 0)]
    [InlineData("-1.2", 0, 2, 0)]
    [InlineData("1.2.8192", 1, 2, 0)]
    [InlineData("1.8192.3", 1, 0, 3)]
    [InlineData("8192.2.3", 0, 2, 3)]
    [InlineData("99999999999.2", 0, 2, 0)]
    public void Components_that_are_no_number_count_as_0(string? text, int major, int minor, int patch) =>
        Assert.Equal(major << 16 | minor << 8 | patch, ProtocolVersion.Parse(text).Packed);

    [Theory]
    [InlineData("0.20", true)]
    [InlineData("0.19.99", false)]
    [InlineData("0.20.0-x", true)]
    [InlineData("0.25", true)]
    [InlineData("1", true)]
    [InlineData("0", false)]
    public void Patch_number_does_not_count_for_support(string text, bool isSupported) =>
        Assert.Equal(isSupported, ProtocolVersion.Parse(text).IsSupported);
}
