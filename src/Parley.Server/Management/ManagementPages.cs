using System.Net;
using Parley.Server.Settings;

namespace Parley.Server.Management;

/// <summary>Which page is shown where: all at the address for operators, two at paths of the clients' address if settings say so.</summary>
internal static class ManagementPages
{
    public const string Metrics = "/metrics";
    private const string Live = "/health/live";
    private const string Ready = "/health/ready";
    private const string Vars = "/debug/vars";
    private const string Status = "/debug/status";

    public static void UseManagementPages(this IApplicationBuilder application, ManagementSettings settings)
    {
        var services = application.ApplicationServices;
        if (settings.Address is not null)
        {
            application.UseOpenTelemetryPrometheusScrapingEndpoint(
                context => ManagementListener.IsAsked(context) && context.Request.Path == Metrics);
            var health = services.GetRequiredService<HealthPages>();
            application.UseWhen(ManagementListener.IsAsked, pages => pages.Run(context => context.Request.Path.Value switch
            {
                Live => HealthPages.ShowLiveAsync(context),
                Ready => health.ShowReadyAsync(context),
                Vars => services.GetRequiredService<StatisticsPage>().ShowAsync(context),
                Status => services.GetRequiredService<StatusPage>().ShowAsync(context),
                _ => ShowListAsync(context),
            }));
        }
        UsePath(application, settings.VarsPath, _ => true, context => services.GetRequiredService<StatisticsPage>().ShowAsync(context));
        // It tells who is connected, and from where.
        UsePath(application, settings.StatusPath, IsOfThisMachine, context => services.GetRequiredService<StatusPage>().ShowAsync(context));
        // Begins to count, before there is anything to be counted.
        services.GetService<MeasuredValues>();
    }

    private static void UsePath(IApplicationBuilder application, string path, Func<HttpContext, bool> mayAsk, RequestDelegate page)
    {
        if (path.Length > 0)
        {
            application.UseWhen(
                context => context.Request.Path.Equals(path, StringComparison.Ordinal) && mayAsk(context),
                shown => shown.Run(page));
        }
    }

    private static bool IsOfThisMachine(HttpContext context) =>
        // A Unix socket has no addresses.
        (context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address))
        && !context.Request.Headers.ContainsKey("X-Forwarded-For")
        && !context.Request.Headers.ContainsKey("Forwarded");

    private static Task ShowListAsync(HttpContext context)
    {
        context.Response.StatusCode = context.Request.Path == "/" ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(string.Join('\n', Metrics, Live, Ready, Vars, Status, ""), context.RequestAborted);
    }
}
