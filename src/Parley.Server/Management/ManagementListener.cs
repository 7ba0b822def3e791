using Microsoft.AspNetCore.Server.Kestrel.Core;
using Parley.Server.Hosting;
using Parley.Server.Settings;

namespace Parley.Server.Management;

/// <summary>The address for operators and their tools. Clients do not reach its pages, and it does not answer clients.</summary>
internal static class ManagementListener
{
    public static void Configure(KestrelServerOptions kestrel, ManagementSettings settings)
    {
        if (settings.Address is not { } address)
            return;
        Listeners.Listen(kestrel, address, options =>
        {
            options.Protocols = HttpProtocols.Http1;
            Listeners.Mark(options, new ManagementConnection());
        });
    }

    public static bool IsAsked(HttpContext context) => context.Features.Get<ManagementConnection>() is not null;

    // Marks connections that came through this address.
    private sealed class ManagementConnection;
}
