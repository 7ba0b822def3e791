using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Parley.FrontEnd.Sessions;

namespace Parley.FrontEnd.Http;

/// <summary>Bounds how many sessions of one network address have not logged in.</summary>
public sealed class AddressLimit(SessionOptions options)
{
    private readonly ConcurrentDictionary<string, int> _counts = new();

    /// <summary>Takes a place, which is given back by disposing it; null if there is none left.</summary>
    public IDisposable? TryEnter(string network)
    {
        var count = _counts.AddOrUpdate(network, 1, static (_, before) => before + 1);
        var place = new Place(this, network);
        if (count <= options.UnauthenticatedPerAddressMax)
            return place;
        place.Dispose();
        return null;
    }

    /// <summary>What counts as one address: a provider gives its customers a whole IPv6 /64.</summary>
    /// <param name="address">As <see cref="ClientAddress"/> has it.</param>
    public static string NetworkOf(HttpContext context, string? address)
    {
        var ip = IPEndPoint.TryParse(address ?? "", out var point) ? point.Address : context.Connection.RemoteIpAddress;
        if (ip is null)
            return "";
        if (ip.IsIPv4MappedToIPv6)
            ip = ip.MapToIPv4();
        return ip.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(ip.GetAddressBytes(), 0, 8) : ip.ToString();
    }

    private void Leave(string network)
    {
        while (_counts.TryGetValue(network, out var count))
        {
            if (count > 1 ? _counts.TryUpdate(network, count - 1, count) : _counts.TryRemove(KeyValuePair.Create(network, count)))
                return;
        }
    }

    private sealed class Place(AddressLimit limit, string network) : IDisposable
    {
        private string? _network = network;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _network, null) is { } mine)
                limit.Leave(mine);
        }
    }
}
