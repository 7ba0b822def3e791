using System.Net.Http.Json;
using System.Net.Sockets;
using Parley.Server.Data;

namespace Parley.Server.Admin;

/// <summary>Has the server that runs on the data folder do the work, through its socket.</summary>
internal sealed class RemoteDesk : IAccountDesk
{
    // Only the socket counts, the host is never looked up.
    private static readonly Uri Host = new("http://parley");

    private readonly HttpClient _client;

    private RemoteDesk(HttpClient client) => _client = client;

    /// <summary>Reaches the server of a data folder; null if none answers.</summary>
    public static async Task<RemoteDesk?> ConnectAsync(DataFolder folder, CancellationToken cancellationToken)
    {
        if (!File.Exists(folder.AdminSocket))
            return null;
        var handler = new SocketsHttpHandler { ConnectCallback = (_, token) => OpenAsync(folder.AdminSocket, token) };
        var desk = new RemoteDesk(new HttpClient(handler) { BaseAddress = Host });
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

    public async Task<string> AddAsync(NewAccountOrder order, CancellationToken cancellationToken) =>
        await (await PostAsync(AdminSocket.UsersPath, order, cancellationToken)).Content.ReadFromJsonAsync<string>(cancellationToken) ?? "";

    public async Task<IReadOnlyList<AccountLine>> ListAsync(CancellationToken cancellationToken) =>
        await _client.GetFromJsonAsync<List<AccountLine>>(AdminSocket.UsersPath, cancellationToken) ?? [];

    public Task SetPasswordAsync(string login, string password, CancellationToken cancellationToken) =>
        PostAsync(AdminSocket.PasswordPath, new AccountChangeOrder(login, password), cancellationToken);

    public Task SetLevelAsync(string login, string level, CancellationToken cancellationToken) =>
        PostAsync(AdminSocket.LevelPath, new AccountChangeOrder(login, level), cancellationToken);

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return default;
    }

    private async Task<HttpResponseMessage> PostAsync<T>(string path, T order, CancellationToken cancellationToken)
    {
        var response = await _client.PostAsJsonAsync(path, order, cancellationToken);
        return response.IsSuccessStatusCode
            ? response
            : throw new CommandFailedException(await response.Content.ReadAsStringAsync(cancellationToken));
    }

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
