using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Parley.Accounts.Operator;
using Parley.Server.Data;

namespace Parley.Server.Admin;

/// <summary>
/// The socket in the data folder through which commands reach the running server. Who may open it is the operator: the file
/// belongs to the user who runs the server, and nobody else can read it.
/// </summary>
internal static class AdminSocket
{
    public const string PingPath = "/ping";
    public const string UsersPath = "/users";
    public const string PasswordPath = "/users/password";
    public const string LevelPath = "/users/level";

    // The least that a system allows (macOS), less the final zero.
    private const int PathBytesMax = 103;

    /// <summary>Listens at the socket of a data folder that belongs to this process.</summary>
    public static void Listen(KestrelServerOptions kestrel, DataFolder folder)
    {
        if (!Fits(folder))
            return;
        File.Delete(folder.AdminSocket);
        kestrel.ListenUnixSocket(folder.AdminSocket, options =>
        {
            options.Protocols = HttpProtocols.Http1;
            options.Use(next => connection =>
            {
                connection.Features.Set(new AdminConnection());
                return next(connection);
            });
        });
    }

    /// <summary>Closes the socket to others; the data folder around it is closed to them already.</summary>
    public static void Protect(DataFolder folder)
    {
        if (Fits(folder) && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.AdminSocket, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>Answers what comes through the socket, and nothing else.</summary>
    public static void UseAdminSocket(this IApplicationBuilder application) => application.Use(async (context, next) =>
    {
        if (context.Features.Get<AdminConnection>() is null)
            await next(context);
        else
            await AnswerAsync(context);
    });

    private static async Task AnswerAsync(HttpContext context)
    {
        await using var desk = new LocalDesk(context.RequestServices.GetRequiredService<OperatorAccounts>(), owner: null);
        try
        {
            await AnswerAsync(context, desk);
        }
        catch (CommandFailedException failure)
        {
            context.Response.StatusCode = StatusCodes.Status409Conflict;
            await context.Response.WriteAsync(failure.Message, context.RequestAborted);
        }
    }

    private static async Task AnswerAsync(HttpContext context, LocalDesk desk)
    {
        var cancelled = context.RequestAborted;
        switch (context.Request.Method, context.Request.Path.Value)
        {
            case ("GET", PingPath):
                break;
            case ("GET", UsersPath):
                await context.Response.WriteAsJsonAsync(await desk.ListAsync(cancelled), cancelled);
                break;
            case ("POST", UsersPath):
                await context.Response.WriteAsJsonAsync(await desk.AddAsync(await ReadAsync<NewAccountOrder>(context), cancelled), cancelled);
                break;
            case ("POST", PasswordPath):
                var password = await ReadAsync<AccountChangeOrder>(context);
                await desk.SetPasswordAsync(password.Login, password.Value, cancelled);
                break;
            case ("POST", LevelPath):
                var level = await ReadAsync<AccountChangeOrder>(context);
                await desk.SetLevelAsync(level.Login, level.Value, cancelled);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                await context.Response.WriteAsync("The running server is of another version than this command; restart it.", cancelled);
                break;
        }
    }

    private static async Task<T> ReadAsync<T>(HttpContext context) where T : class =>
        await context.Request.ReadFromJsonAsync<T>(context.RequestAborted) ?? throw new CommandFailedException("The order is empty.");

    private static bool Fits(DataFolder folder) => Encoding.UTF8.GetByteCount(folder.AdminSocket) <= PathBytesMax;

    // Marks connections that came through the socket.
    private sealed class AdminConnection;
}
