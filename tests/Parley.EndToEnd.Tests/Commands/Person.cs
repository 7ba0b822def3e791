using System.Net.WebSockets;
using System.Text.Json;
using Parley.EndToEnd.Tests.Server;

namespace Parley.EndToEnd.Tests.Commands;

/// <summary>Somebody with a web socket at the server.</summary>
internal sealed class Person : IAsyncDisposable
{
    private readonly ClientWebSocket _socket;
    private int _id;

    private Person(ClientWebSocket socket) => _socket = socket;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<Person> ConnectAsync(ParleyProcess server)
    {
        var person = new Person(await server.ConnectAsync(Cancelled));
        await person.AskAsync("hi", """ "ver":"0.25","ua":"test" """);
        return person;
    }

    public Task<JsonElement> LoginAsync(string login, string password) =>
        AskAsync("login", $""" "scheme":"basic","secret":"{OperatorWorld.Secret(login, password)}" """);

    public Task<JsonElement> AttachAsync(string topic) => AskAsync("sub", $""" "topic":"{topic}" """);

    /// <summary>Sends a packet and waits for the reply to it.</summary>
    public async Task<JsonElement> AskAsync(string verb, string members)
    {
        var id = $"{++_id}";
        await _socket.SendAsync($$$"""{"{{{verb}}}":{"id":"{{{id}}}",{{{members}}}}}""", Cancelled);
        return await UntilAsync("ctrl", ctrl => ctrl.TryGetProperty("id", out var told) && told.GetString() == id)
            ?? throw new InvalidOperationException($"The server has closed instead of answering {verb}.");
    }

    /// <summary>The next packet of a sort that fulfils a condition; null if the server has closed before.</summary>
    public async Task<JsonElement?> UntilAsync(string sort, Func<JsonElement, bool> condition)
    {
        while (await ReceiveAsync() is { } packet)
        {
            if (packet.TryGetProperty(sort, out var body) && condition(body))
                return body;
        }

        return null;
    }

    /// <summary>Waits until the server has closed.</summary>
    public async Task UntilClosedAsync() => Assert.Null(await UntilAsync("nothing", _ => false));

    // A session that is ended loses its connection without a farewell.
    private async Task<JsonElement?> ReceiveAsync()
    {
        try
        {
            return await _socket.ReceiveAsync(Cancelled);
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return default;
    }
}
