using Parley.EndToEnd.Tests.Server;

namespace Parley.EndToEnd.Tests.Commands;

public sealed class KeygenCommandTests
{
    private const string Salt = "T713/rYYgW7g4m3vG6zGRh7+FM1t0T8j13koXScOAj4=";

    [Theory]
    [InlineData("AQAAAAABAAAoeOI7tA3HsYvdzDhYhZJy")]
    [InlineData("AQAAAAABAAFjJxYaFYey1_4yp7VkYNTf", "--isroot", "1")]
    [InlineData("AQAAAAABAAFjJxYaFYey1_4yp7VkYNTf", "--root")]
    [InlineData("AQAAAAABAAAoeOI7tA3HsYvdzDhYhZJy", "--isroot", "0")]
    [InlineData("AQAAAAACAQB124iO9z8BXvxx_MfX1sUG", "--sequence", "258")]
    public async Task Keys_are_those_of_the_reference(string key, params string[] flags)
    {
        var made = await ParleyProcess.RunAsync(["keygen", "--salt", Salt, .. flags]);
        Assert.Equal((0, key), (made.ExitCode, made.Output.Split('\n')[0].Trim()));
    }

    [Fact]
    public async Task Keys_are_checked()
    {
        Assert.Equal(0, (await ParleyProcess.RunAsync("keygen", "--salt", Salt, "--validate", "AQEAAAABAAD_rAp4DJh05a1HAwFT3A6K")).ExitCode);
        Assert.Equal(1, (await ParleyProcess.RunAsync("keygen", "--salt", Salt, "--validate", "AQEAAAABAAD_rAp4DJh05a1HAwFT3A6L")).ExitCode);
    }
}
