using System.Net;
using System.Net.Sockets;
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

    /// <summary>Finds out early whether the address is to be had: before anything else is started that then must be stopped.</summary>
    /// <exception cref="SocketException">It is not.</exception>
    public static void CheckFree(ListenAddress address)
    {
        if (address.SocketPath is { } path)
        {
            using var client = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            if (File.Exists(path) && Answers(client, path))
                throw new SocketException((int)SocketError.AddressAlreadyInUse);
        }
        else if (address.Port != 0)
        {
            var all = address.Address!.Equals(IPAddress.IPv6Any);
            var local = all && !Socket.OSSupportsIPv6 ? IPAddress.Any : address.Address;
            using var socket = new Socket(local.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (all && Socket.OSSupportsIPv6)
                socket.DualMode = true;
            socket.Bind(new IPEndPoint(local, address.Port));
            socket.Listen();
        }
    }

    public static void Configure(KestrelServerOptions kestrel, ListenAddress address, GrpcSettings grpc, DataFolder folder)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestHeadersTotalSize = HeaderBytesMax;
        kestrel.Limits.MaxRequestLineSize = HeaderBytesMax;
        kestrel.Limits.RequestHeadersTimeout = HeaderTimeout;
        kestrel.Limits.KeepAliveTimeout = KeepAlive;

        Listen(kestrel, address, OneProtocol);
        GrpcListener.Configure(kestrel, grpc);
        AdminSocket.Listen(kestrel, folder);
    }

    public static void Listen(KestrelServerOptions kestrel, ListenAddress address, Action<ListenOptions> configure)
    {
        if (address.SocketPath is { } path)
        {
            File.Delete(path);
            kestrel.ListenUnixSocket(path, configure);
        }
        else if (address.Address!.Equals(IPAddress.IPv6Any))
        {
            kestrel.ListenAnyIP(address.Port, configure);
        }
        else
        {
            kestrel.Listen(address.Address, address.Port, configure);
        }
    }

    private static bool Answers(Socket client, string path)
    {
        try
        {
            client.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            // Left behind by a process that has ended.
            return false;
        }
    }

    // Without TLS a client cannot ask for HTTP/2.
    private static void OneProtocol(ListenOptions options) => options.Protocols = HttpProtocols.Http1;
}
