namespace Parley.Accounts.Tests;

public sealed class ApiKeyTests
{
    private const string Stock = "T713/rYYgW7g4m3vG6zGRh7+FM1t0T8j13koXScOAj4=";

    [Theory]
    [InlineData(Stock, "AQEAAAABAAD_rAp4DJh05a1HAwFT3A6K")]
    [InlineData(Stock, "AQAAAAABAAAoeOI7tA3HsYvdzDhYhZJy")]
    [InlineData(Stock, "AQAAAAABAAFjJxYaFYey1_4yp7VkYNTf")]
    [InlineData(Stock, "AQAAAAACAQB124iO9z8BXvxx_MfX1sUG")]
    [InlineData("TC0Jzr8f28kAspXrb4UYccJUJ63b7CSA16n1qMxxGpw=", "AQAAAAABAACGOIyP2vh5avSff5oVvMpk")]
    public void Keys_of_the_salt_are_valid(string salt, string key) => Assert.True(ApiKey.IsValid(key, Convert.FromBase64String(salt)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AQEAAAABAAD_rAp4DJh05a1HAwFT3A6")]
    [InlineData("AQEAAAABAAD_rAp4DJh05a1HAwFT3A6L")]
    [InlineData("AgEAAAABAAD_rAp4DJh05a1HAwFT3A6K")]
    [InlineData("AQEAAAABAAD/rAp4DJh05a1HAwFT3A6K")]
    [InlineData("AQAAAAABAACGOIyP2vh5avSff5oVvMpk")]
    [InlineData("                                ")]
    [InlineData("éééééééééééééééééééééééééééééééé")]
    public void Other_keys_are_not_valid(string? key) => Assert.False(ApiKey.IsValid(key, Convert.FromBase64String(Stock)));

    [Theory]
    [InlineData(1, false, "AQAAAAABAAAoeOI7tA3HsYvdzDhYhZJy")]
    [InlineData(1, true, "AQAAAAABAAFjJxYaFYey1_4yp7VkYNTf")]
    [InlineData(258, false, "AQAAAAACAQB124iO9z8BXvxx_MfX1sUG")]
    public void Make_gives(int sequence, bool isRoot, string key) =>
        Assert.Equal(key, ApiKey.Make(Convert.FromBase64String(Stock), (ushort)sequence, isRoot));
}
