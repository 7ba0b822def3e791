using System.Text;
using System.Text.Json;
using Parley.EndToEnd.Tests.Server;

namespace Parley.EndToEnd.Tests.Commands;

/// <summary>A data folder with the sample data, on which a server runs or not, and the command that works on it.</summary>
internal sealed class OperatorWorld : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    private OperatorWorld()
    {
    }

    /// <summary>The server; null if none runs.</summary>
    public ParleyProcess? Server { get; private set; }

    public string Data => _folder["data"];

    /// <summary>Passwords of the sample people by login.</summary>
    public Dictionary<string, string> Passwords { get; } = [];

    /// <param name="settings">What stands in parley.json.</param>
    public static async Task<OperatorWorld> StartAsync(bool isRunning, string settings = "{}")
    {
        var world = new OperatorWorld();
        world._folder.Write("parley.json", settings);
        foreach (var person in (await world.JsonAsync("db", "sample")).EnumerateArray())
            world.Passwords[person.GetProperty("login").GetString()!] = person.GetProperty("password").GetString()!;
        if (isRunning)
            await world.ServeAsync();
        return world;
    }

    public async Task ServeAsync() => Server = await ParleyProcess.ServeAsync(Data, "--config", _folder["parley.json"]);

    public async Task StopAsync()
    {
        await Server!.InterruptAsync();
        await Server.UntilEndedAsync();
        await Server.DisposeAsync();
        Server = null;
    }

    /// <summary>Runs a command on the data folder.</summary>
    public Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        ParleyProcess.RunAsync([.. arguments, "--data", Data, "--config", _folder["parley.json"]]);

    public Task<(int ExitCode, string Output, string Errors)> RunWithInputAsync(string input, params string[] arguments) =>
        ParleyProcess.RunWithInputAsync(input, [.. arguments, "--data", Data, "--config", _folder["parley.json"]]);

    /// <summary>Runs a command that must succeed.</summary>
    public async Task<string> OutputAsync(params string[] arguments)
    {
        var (exitCode, output, errors) = await RunAsync(arguments);
        Assert.Equal((0, ""), (exitCode, errors));
        return output;
    }

    /// <summary>Runs a command that must fail with one sentence that has these words.</summary>
    public async Task FailsAsync(string words, params string[] arguments)
    {
        var (exitCode, output, errors) = await RunAsync(arguments);
        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(words, Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    /// <summary>Runs a command that must succeed, and reads its JSON.</summary>
    public async Task<JsonElement> JsonAsync(params string[] arguments) =>
        JsonSerializer.Deserialize<JsonElement>(await OutputAsync([.. arguments, "--json"]));

    /// <summary>Somebody at the running server.</summary>
    public Task<Person> ConnectAsync() => Person.ConnectAsync(Server!);

    /// <summary>One of the sample people, logged in.</summary>
    public async Task<Person> LoginAsync(string login)
    {
        var person = await ConnectAsync();
        var reply = await person.LoginAsync(login, Passwords[login]);
        Assert.Equal(200, reply.GetProperty("code").GetInt32());
        return person;
    }

    public static string Secret(string login, string password) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login}:{password}"));

    public async ValueTask DisposeAsync()
    {
        if (Server is not null)
            await Server.DisposeAsync();
        _folder.Dispose();
    }
}
