using Parley.EndToEnd.Tests.Server;
using Parley.EndToEnd.Tests.Tools;

namespace Parley.EndToEnd.Tests.Sdk;

/// <summary>The client library that others write their applications with, as it is published on npm.</summary>
public sealed class SdkTests
{
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ConversationLimit = TimeSpan.FromMinutes(1);

    private static readonly string Scripts = SourceTree.Under("tests", "Parley.EndToEnd.Tests", "sdk");

    [Fact]
    public async Task Two_people_talk_through_the_published_client()
    {
        var node = ExternalTool.Find("node");
        var npm = ExternalTool.Find("npm");
        Assert.SkipWhen(node is null || npm is null, "Node.js with npm is not on PATH.");
        await InstallAsync(npm);

        using var folder = new TemporaryFolder();
        await using var server = await ParleyProcess.ServeAsync(folder["data"]);
        await AddAsync(folder["data"], "anneke", "Anneke Visser");
        await AddAsync(folder["data"], "benedikt", "Benedikt Lang");

        string[] arguments = [new Uri(server.Url).Authority, server.ApiKey, "anneke:secret-of-anneke", "benedikt:secret-of-benedikt"];
        var (exitCode, output) = await node.RunAsync(Scripts, ConversationLimit, Cancelled, ["conversation.mjs", .. arguments]);
        TestContext.Current.TestOutputHelper!.WriteLine(output);
        Assert.True(exitCode == 0, $"{output}\nThe server says: {server.Errors}");
        Assert.EndsWith("done", output.TrimEnd(), StringComparison.Ordinal);
        Assert.Empty(server.Complaints);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static async Task AddAsync(string data, string login, string name)
    {
        var added = await ParleyProcess.RunAsync("user", "add", login, "--password", "secret-of-" + login, "--name", name, "--data", data);
        Assert.Equal((0, ""), (added.ExitCode, added.Errors));
    }

    // Once for a checkout, and again when other versions are locked.
    private static async Task InstallAsync(ExternalTool npm)
    {
        var wanted = new FileInfo(Path.Combine(Scripts, "package-lock.json"));
        var installed = new FileInfo(Path.Combine(Scripts, "node_modules", ".package-lock.json"));
        if (installed.Exists && installed.LastWriteTimeUtc >= wanted.LastWriteTimeUtc)
            return;
        var (exitCode, output) = await npm.RunAsync(
            Scripts, InstallLimit, Cancelled, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
        Assert.True(exitCode == 0, $"npm cannot install the published client: {output}");
    }
}
