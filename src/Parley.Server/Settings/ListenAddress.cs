using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace Parley.Server.Settings;

/// <summary>Where the server listens: an address and port, or the path of a Unix socket.</summary>
public sealed record ListenAddress(IPAddress? Address, int Port, string? SocketPath)
{
    private const string SocketPrefix = "unix:";

    /// <summary>Only this machine can connect.</summary>
    public bool IsPrivate => SocketPath is not null || (Address is not null && IPAddress.IsLoopback(Address));

    /// <summary>The address that a browser on this machine would use.</summary>
    /// <param name="port">The real port, if the configured one is 0.</param>
    /// <param name="isSecure">It speaks HTTPS.</param>
    public string Url(int port, bool isSecure = false)
    {
        if (SocketPath is not null)
            return SocketPrefix + SocketPath;
        var host = Address is null || Address.Equals(IPAddress.Any) || Address.Equals(IPAddress.IPv6Any)
            ? "localhost"
            : Address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[{Address}]" : Address.ToString();
        return string.Create(CultureInfo.InvariantCulture, $"{(isSecure ? "https" : "http")}://{host}:{port}/");
    }

    /// <summary>Reads "host:port", ":port" or "unix:/path". A host is an IP address, "localhost" or "*".</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ListenAddress? address)
    {
        address = null;
        if (string.IsNullOrWhiteSpace(text))
            return false;
        if (text.StartsWith(SocketPrefix, StringComparison.Ordinal))
        {
            address = new ListenAddress(null, 0, text[SocketPrefix.Length..]);
            return address.SocketPath!.Length > 0;
        }

        var colon = text.LastIndexOf(':');
        if (colon < 0 || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            return false;
        var host = text[..colon].Trim('[', ']');
        if (host is "" or "*")
            address = new ListenAddress(IPAddress.IPv6Any, port, null);
        else if (host == "localhost")
            address = new ListenAddress(IPAddress.Loopback, port, null);
        else if (IPAddress.TryParse(host, out var ip))
            address = new ListenAddress(ip, port, null);
        return address is not null;
    }
}
