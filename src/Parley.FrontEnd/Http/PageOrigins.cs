using Microsoft.AspNetCore.Http;

namespace Parley.FrontEnd.Http;

/// <summary>
/// Whose pages may open sessions from a browser, and the headers that tell browsers so. All may unless a list is set: a session knows no
/// cookies, so a page can do nothing in the name of somebody whose password or token it has not got.
/// </summary>
public sealed class PageOrigins
{
    private readonly OriginRules? _rules;

    public PageOrigins(FrontEndOptions options)
    {
        if (options.AllowedOrigins.Count == 0)
            return;
        if (!OriginRules.TryParse(options.AllowedOrigins, out var rules, out var problem))
            throw new InvalidOperationException($"\"{problem}\" is not an origin as https://chat.example.com.");
        _rules = rules;
    }

    /// <summary>Programs that are no browsers name no origin, and pass.</summary>
    public bool Allow(HttpContext context)
    {
        var origin = context.Request.Headers.Origin.ToString();
        return origin.Length == 0 || _rules is null || _rules.Allows(origin);
    }

    /// <summary>Lets pages of an allowed origin read the response.</summary>
    public void Tell(HttpContext context)
    {
        var headers = context.Response.Headers;
        if (_rules is null or { AllowsAll: true })
        {
            headers.AccessControlAllowOrigin = OriginRules.Any;
            return;
        }
        headers.Append("Vary", "Origin");
        if (context.Request.Headers.Origin.ToString() is { Length: > 0 } origin && _rules.Allows(origin))
            headers.AccessControlAllowOrigin = origin;
    }
}
