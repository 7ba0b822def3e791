using Microsoft.AspNetCore.Http;
using Parley.FrontEnd.Http;

namespace Parley.FrontEnd.Tests.Http;

public sealed class PageOriginsTests
{
    private static DefaultHttpContext Request(string? origin)
    {
        var context = new DefaultHttpContext();
        if (origin is not null)
            context.Request.Headers.Origin = origin;
        return context;
    }

    [Theory]
    [InlineData("", "https://evil.example", true, "*")]
    [InlineData("", null, true, "*")]
    [InlineData("https://chat.example.com", "https://chat.example.com", true, "https://chat.example.com")]
    [InlineData("https://chat.example.com", "https://evil.example", false, "")]
    [InlineData("https://chat.example.com", "http://chat.example.com", false, "")]
    [InlineData("https://chat.example.com", "https://chat.example.com.evil.example", false, "")]
    [InlineData("https://chat.example.com", "null", false, "")]
    [InlineData("https://chat.example.com", null, true, "")]
    [InlineData("https://*.example.com", "https://a.example.com", true, "https://a.example.com")]
    [InlineData("https://*.example.com", "https://example.com", false, "")]
    public void Pages_of_listed_origins_may_connect(string listed, string? origin, bool isAllowed, string told)
    {
        var origins = new PageOrigins(new FrontEndOptions { AllowedOrigins = listed.Length > 0 ? [listed] : [] });
        var context = Request(origin);
        Assert.Equal(isAllowed, origins.Allow(context));
        origins.Mark(context);
        Assert.Equal(told, context.Response.Headers.AccessControlAllowOrigin.ToString());
    }

    [Fact]
    public void With_a_list_the_answer_depends_on_the_origin_and_says_so()
    {
        var context = Request("https://chat.example.com");
        context.Response.Headers.Vary = "Accept-Encoding";
        new PageOrigins(new FrontEndOptions { AllowedOrigins = ["https://chat.example.com"] }).Mark(context);
        Assert.Equal("Accept-Encoding,Origin", context.Response.Headers.Vary.ToString());
    }
}
