using Parley.Accounts;
using Parley.Server.Admin;
using Parley.Server.Data;
using Parley.Server.Settings;

namespace Parley.Server.Hosting;

/// <summary>Puts Parley together: the one place that knows all parts.</summary>
public static class ParleyServices
{
    /// <summary>Adds the server to an application, which may be another one's.</summary>
    /// <param name="store">Stays open as long as the application runs, and is put away by the caller.</param>
    public static WebApplicationBuilder AddParley(this WebApplicationBuilder builder, ParleySettings settings, ServerStore store)
    {
        builder.Services.AddParleyAccountsOf(settings, store);
        return builder;
    }

    /// <summary>Answers requests: the interface of clients, the web client, and the socket of the operator.</summary>
    internal static WebApplication MapParley(this WebApplication application, ParleySettings settings, ServerStore store, WebClientFiles webClient)
    {
        application.UseAdminSocket();
        application.UseWebClient(webClient, settings, ApiKey.Make(store.Secrets.ApiKeySalt));
        return application;
    }
}
