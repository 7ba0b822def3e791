using Parley.Cluster.Hosting;
using Parley.FrontEnd.Hosting;
using Parley.Server.Admin;
using Parley.Server.Data;
using Parley.Server.Settings;

namespace Parley.Server.Hosting;

/// <summary>Puts Parley together: the one place that knows all parts.</summary>
internal static class ParleyServices
{
    /// <summary>Adds the server to an application.</summary>
    /// <param name="store">Stays open as long as the application runs, and is put away by the caller.</param>
    public static void AddParley(this WebApplicationBuilder builder, ParleySettings settings, ServerStore store, WebClientFiles webClient)
    {
        builder.Services
            .AddParleyAccountsOf(settings, store)
            .AddParleyNotificationsOf(settings)
            .AddParleyTopicsOf(settings, store)
            .AddParleyOperator(settings)
            .AddParleyMediaOf(settings, store)
            .AddParleyFrontEndOf(settings, store, webClient);
        builder.AddParleyCluster();
    }

    /// <summary>Answers requests: the socket of the operator, the interface of clients, the web client or the start page.</summary>
    public static void MapParley(this WebApplication application, WebClientFiles webClient)
    {
        application.UseAdminSocket();
        application.UseGrpcListener();
        if (webClient.Missing is { } missing)
            application.UseStartPage(missing);
        application.MapParleyFrontEnd();
    }
}
