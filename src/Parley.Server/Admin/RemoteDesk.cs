using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Parley.Server.Data;

namespace Parley.Server.Admin;

/// <summary>Has the server that runs on the data folder do the work, through its socket.</summary>
internal sealed class RemoteDesk : IDesk
{
    // Only the socket counts, the host is never looked up.
    private static readonly Uri Host = new("http://parley");

    private readonly HttpClient _client;

    private RemoteDesk(HttpClient client) => _client = client;

    public bool IsServerRunning => true;

    /// <summary>Reaches the server of a data folder; null if none answers.</summary>
    public static async Task<RemoteDesk?> ConnectAsync(DataFolder folder, CancellationToken cancellationToken)
    {
        if (!File.Exists(folder.AdminSocket))
            return null;
        var handler = new SocketsHttpHandler { ConnectCallback = (_, token) => OpenAsync(folder.AdminSocket, token) };
        // Big accounts take their time to delete; who does not want to wait presses Ctrl-C.
        var desk = new RemoteDesk(new HttpClient(handler) { BaseAddress = Host, Timeout = Timeout.InfiniteTimeSpan });
        try
        {
            (await desk._client.GetAsync(AdminSocket.PingPath, cancellationToken)).EnsureSuccessStatusCode();
            return desk;
        }
        catch (HttpRequestException)
        {
            // The socket of a server that has ended without clearing up.
            await desk.DisposeAsync();
            return null;
        }
    }

    public async Task<TResult> DoAsync<TResult>(Order<TResult> order, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await SendAsync(order, cancellationToken);
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return (await JsonSerializer.DeserializeAsync<TResult>(body, OperatorJson.Options, cancellationToken))!;
        }
        catch (Exception error) when (IsBroken(error))
        {
            throw Broken(error);
        }
    }

    public async IAsyncEnumerable<TItem> ListAsync<TItem>(
        ListOrder<TItem> order, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await SendAsync(order, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var items = JsonSerializer.DeserializeAsyncEnumerable<TItem>(body, OperatorJson.Options, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        while (await MoveAsync(items))
            yield return items.Current!;
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return default;
    }

    private async Task<HttpResponseMessage> SendAsync(Order order, CancellationToken cancellationToken)
    {
        var type = order.GetType();
        using var request = new HttpRequestMessage(HttpMethod.Post, AdminSocket.OrderPath + OrderTable.NameOf(type))
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(order, type, OperatorJson.Options))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
        var response = await SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
        {
            throw response.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.NotFound
                ? new CommandFailedException(await response.Content.ReadAsStringAsync(cancellationToken))
                : Broken(null);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException error)
        {
            throw Broken(error);
        }
    }

    private static async ValueTask<bool> MoveAsync<TItem>(IAsyncEnumerator<TItem> items)
    {
        try
        {
            return await items.MoveNextAsync();
        }
        catch (Exception error) when (IsBroken(error))
        {
            throw Broken(error);
        }
    }

    private static bool IsBroken(Exception error) => error is HttpRequestException or IOException or JsonException;

    private static CommandFailedException Broken(Exception? error) =>
        new("The running server has broken off; its log says why.", error!);

    private static async ValueTask<Stream> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
