using System.Net;
using Microsoft.AspNetCore.Http;
using Parley.FrontEnd.Http;

namespace Parley.FrontEnd.Tests.Http;

public sealed class ClientAddressTests
{
    [Theory]
    [InlineData(false, "8.8.8.8", "192.0.2.7:1234")]
    [InlineData(true, "8.8.8.8", "8.8.8.8")]
    [InlineData(true, "2001:db8::1", "2001:db8::1")]
    [InlineData(true, "8.8.8.8, 9.9.9.9", "192.0.2.7:1234")]
    [InlineData(true, "10.1.2.3", "192.0.2.7:1234")]
    [InlineData(true, "172.16.0.1", "192.0.2.7:1234")]
    [InlineData(true, "192.168.1.1", "192.0.2.7:1234")]
    [InlineData(true, "169.254.1.1", "192.0.2.7:1234")]
    [InlineData(true, "127.0.0.1", "192.0.2.7:1234")]
    [InlineData(true, "::ffff:127.0.0.1", "192.0.2.7:1234")]
    [InlineData(true, "fc00::1", "192.0.2.7:1234")]
    [InlineData(true, "nonsense", "192.0.2.7:1234")]
    [InlineData(true, null, "192.0.2.7:1234")]
    public void A_forwarded_address_counts_only_if_a_proxy_is_trusted_and_has_seen_it(bool isTrusted, string? forwarded, string expected)
    {
        var context = new DefaultHttpContext();
        (context.Connection.RemoteIpAddress, context.Connection.RemotePort) = (IPAddress.Parse("192.0.2.7"), 1234);
        if (forwarded is not null)
            context.Request.Headers["X-Forwarded-For"] = forwarded;
        Assert.Equal(expected, ClientAddress.Of(context, isTrusted));
    }
}
