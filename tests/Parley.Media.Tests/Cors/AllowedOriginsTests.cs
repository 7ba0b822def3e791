using Parley.Media.Cors;

namespace Parley.Media.Tests.Cors;

public sealed class AllowedOriginsTests
{
    [Theory]
    [InlineData("https://example.com", "https://example.com", true)]
    [InlineData("https://example2.com https://example.com", "https://example.com", true)]
    [InlineData("*", "https://example.com", true)]
    [InlineData("", "https://example.com", false)]
    [InlineData("https://example.com", "http://example.com", false)]
    [InlineData("http://example.com", "https://example.com", false)]
    [InlineData("http://example.com:8000", "http://example.com:8000", true)]
    [InlineData("http://localhost:8090", "http://localhost:8080", false)]
    [InlineData("https://example.com", "https://sub.example.com", false)]
    [InlineData("https://*.example.com", "https://sub.example.com", true)]
    [InlineData("https://*.example.com", "https://pre.sub.example.com", false)]
    [InlineData("https://*.example.com https://*.sub.example.com", "https://pre.sub.example.com", true)]
    [InlineData("https://*.*.example.com", "https://pre.sub.example.com", true)]
    [InlineData("https://*.sub.example.com", "https://pre.asd.example.com", false)]
    [InlineData("https://pre.*.example.com", "https://pre.sub.example.com", true)]
    [InlineData("https://example.*.com", "https://example.sub.com", true)]
    [InlineData("https://*.com", "https://example.com", true)]
    [InlineData("http://*.example.com", "https://sub.example.com", false)]
    [InlineData("https://*.example.com:8443", "https://sub.example.com:8443", true)]
    [InlineData("https://*.example.com:8443", "https://sub.example.com", false)]
    [InlineData("https://example.*", "https://example.com:8443", false)]
    [InlineData("http://*", "http://localhost:8080", false)]
    [InlineData("http://*:8080", "http://localhost:8080", true)]
    [InlineData("https://Example.com", "https://example.com", false)]
    [InlineData("https://example.com/", "https://example.com", false)]
    [InlineData("https://example.com", "not-a-valid-url", false)]
    [InlineData("https://example.com https://example.com", "https://example.com", true)]
    public void An_origin_is_allowed_if_an_entry_is_its_own_or_its_pattern(string entries, string origin, bool isAllowed) =>
        Assert.Equal(isAllowed ? origin : null, new AllowedOrigins(entries.Split(' ')).Find(origin));

    [Fact]
    public void Who_does_not_tell_an_origin_is_allowed_only_where_all_are()
    {
        Assert.Equal("*", new AllowedOrigins(["*"]).Find(""));
        Assert.Null(new AllowedOrigins(["https://example.com"]).Find(""));
        Assert.Null(new AllowedOrigins([]).Find("https://example.com"));
    }

    [Theory]
    [InlineData("* https://example.com")]
    [InlineData("not-a-valid-url")]
    [InlineData("://invalid-url")]
    [InlineData("https:// example.com")]
    [InlineData(" https://example.com")]
    public void Wrong_entries_are_told(string entries) => Assert.NotEmpty(AllowedOrigins.Errors(entries.Split(' ')));
}
