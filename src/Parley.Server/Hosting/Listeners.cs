using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Parley.Server.Admin;
using Parley.Server.Data;
using Parley.Server.Settings;

namespace Parley.Server.Hosting;

/// <summary>Where Kestrel listens, and how much it takes from a connection.</summary>
internal static class Listeners
{
    private const int HeaderBytesMax = 16 * 1024;
    private static readonly TimeSpan HeaderTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(120);

    public static void Configure(KestrelServerOptions kestrel, ListenAddress address, DataFolder folder)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestHeadersTotalSize = HeaderBytesMax;
        kestrel.Limits.MaxRequestLineSize = HeaderBytesMax;
        kestrel.Limits.RequestHeadersTimeout = HeaderTimeout;
        kestrel.Limits.KeepAliveTimeout = KeepAlive;

        if (address.SocketPath is { } path)
        {
            File.Delete(path);
            kestrel.ListenUnixSocket(path, OneProtocol);
        }
        else if (address.Address!.Equals(IPAddress.IPv6Any))
        {
            kestrel.ListenAnyIP(address.Port, OneProtocol);
        }
        else
        {
            kestrel.Listen(address.Address, address.Port, OneProtocol);
        }

        AdminSocket.Listen(kestrel, folder);
    }

    // Without TLS a client cannot ask for HTTP/2.
    private static void OneProtocol(ListenOptions options) => options.Protocols = HttpProtocols.Http1;
}
