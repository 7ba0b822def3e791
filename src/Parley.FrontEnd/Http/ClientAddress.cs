using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Parley.FrontEnd.Http;

/// <summary>Where a request comes from (part A 6.1).</summary>
public static class ClientAddress
{
    private const string ForwardedFor = "X-Forwarded-For";

    /// <param name="useForwardedFor">A proxy in front writes the header: without one, anybody could.</param>
    public static string? Of(HttpContext context, bool useForwardedFor)
    {
        // Only one address that the proxy can have seen: a list says what the client itself claimed.
        if (useForwardedFor
            && context.Request.Headers.TryGetValue(ForwardedFor, out var forwarded)
            && IPAddress.TryParse(forwarded.ToString(), out var address)
            && IsRoutable(address))
        {
            return forwarded.ToString();
        }
        return context.Connection.RemoteIpAddress is { } peer ? new IPEndPoint(peer, context.Connection.RemotePort).ToString() : null;
    }

    private static bool IsRoutable(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any))
            return false;
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            return !address.IsIPv6LinkLocal && !address.IsIPv6UniqueLocal;
        var bytes = address.GetAddressBytes();
        return (bytes[0], bytes[1]) is not ((10, _) or (192, 168) or (169, 254) or (172, >= 16 and <= 31));
    }
}
