using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Parley.Server.Data;

namespace Parley.Server.Admin;

/// <summary>
/// The socket in the data folder through which commands reach the running server. Who may open it is the operator: the file
/// belongs to the user who runs the server, and nobody else can read it.
/// </summary>
internal static class AdminSocket
{
    public const string PingPath = "/ping";

    /// <summary>Followed by the name of an order.</summary>
    public const string OrderPath = "/orders/";

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

    /// <summary>False if the path of the data folder is too long for a socket in it: then no command reaches the server.</summary>
    public static bool Fits(DataFolder folder) => Encoding.UTF8.GetByteCount(folder.AdminSocket) <= PathBytesMax;

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
        var (method, path) = (context.Request.Method, context.Request.Path.Value ?? "");
        if (method == "GET" && path == PingPath)
            return;
        if (method != "POST" || !path.StartsWith(OrderPath, StringComparison.Ordinal) || OrderTable.Find(path[OrderPath.Length..]) is not { } type)
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, "The running server is of another version than this command; restart it.");
            return;
        }

        try
        {
            await using var desk = new LocalDesk(context.RequestServices, owner: null);
            var order = await context.Request.ReadFromJsonAsync(type, OperatorJson.Options, context.RequestAborted);
            context.Response.ContentType = "application/json";
            await desk.AnswerAsync((Order)order!, context.Response.Body, context.RequestAborted);
        }
        catch (CommandFailedException failure) when (!context.Response.HasStarted)
        {
            await RefuseAsync(context, StatusCodes.Status409Conflict, failure.Message);
        }
        catch (CommandFailedException)
        {
            // Half of a list is sent: the command notices that the rest is missing.
            context.Abort();
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(reason, context.RequestAborted);
    }

    // Marks connections that came through the socket.
    private sealed class AdminConnection;
}
