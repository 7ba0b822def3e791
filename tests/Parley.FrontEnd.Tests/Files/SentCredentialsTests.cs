using Microsoft.AspNetCore.Http;
using Parley.FrontEnd.Files;

namespace Parley.FrontEnd.Tests.Files;

public sealed class SentCredentialsTests
{
    private static readonly Dictionary<string, string> NoForm = [];

    private readonly HttpRequest _request = new DefaultHttpContext().Request;

    [Fact]
    public void A_request_that_says_nothing_has_none() => Assert.Null(SentCredentials.Of(_request, NoForm));

    [Theory]
    [InlineData("X-Tinode-Auth")]
    [InlineData("Authorization")]
    public void A_header_has_a_scheme_and_a_secret(string header)
    {
        _request.Headers[header] = "Token c2VjcmV0";
        Assert.Equal(new SentCredentials("Token", "c2VjcmV0"), SentCredentials.Of(_request, NoForm));
    }

    [Theory]
    [InlineData("Token")]
    [InlineData("Token a b")]
    [InlineData("Token ")]
    [InlineData(" Token a")]
    public void A_header_of_other_than_two_words_is_skipped(string value)
    {
        _request.Headers["X-Tinode-Auth"] = value;
        Assert.Null(SentCredentials.Of(_request, NoForm));
        _request.QueryString = new QueryString("?auth=basic&secret=eA");
        Assert.Equal(new SentCredentials("basic", "eA"), SentCredentials.Of(_request, NoForm));
    }

    [Fact]
    public void A_query_uses_the_alphabet_of_addresses()
    {
        _request.QueryString = new QueryString("?auth=token&secret=a-b_c%2B%2F%3D");
        Assert.Equal(new SentCredentials("token", "a+b/c+/="), SentCredentials.OfHead(_request));
    }

    [Fact]
    public void Header_query_form_and_cookies_are_looked_at_in_this_order()
    {
        var form = new Dictionary<string, string> { ["auth"] = "form", ["secret"] = "3" };
        _request.Headers.Cookie = "auth=cookie; secret=4";
        Assert.Equal("cookie", SentCredentials.Of(_request, NoForm)?.Scheme);
        Assert.Equal("form", SentCredentials.Of(_request, form)?.Scheme);
        _request.QueryString = new QueryString("?auth=query&secret=2");
        Assert.Equal("query", SentCredentials.Of(_request, form)?.Scheme);
        _request.Headers.Authorization = "second 1";
        Assert.Equal("second", SentCredentials.Of(_request, form)?.Scheme);
        _request.Headers["X-Tinode-Auth"] = "first 0";
        Assert.Equal("first", SentCredentials.Of(_request, form)?.Scheme);
    }

    [Fact]
    public void Cookies_count_only_together()
    {
        _request.Headers.Cookie = "auth=token";
        Assert.Null(SentCredentials.Of(_request, NoForm));
    }
}
