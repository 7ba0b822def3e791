using Microsoft.AspNetCore.Http;
using Parley.Media.Cors;

namespace Parley.FrontEnd.Http;

/// <summary>
/// Whose pages may open sessions from a browser, and the headers that tell browsers so. All may unless a list is set: a session knows no
/// cookies, so a page can do nothing in the name of somebody whose password or token it has not got.
/// </summary>
public sealed class PageOrigins(FrontEndOptions options)
{
    private readonly AllowedOrigins? _allowed = options.AllowedOrigins.Count > 0 ? new AllowedOrigins(options.AllowedOrigins) : null;

    /// <summary>Programs that are no browsers name no origin, and pass.</summary>
    public bool Allow(HttpContext context)
    {
        var origin = context.Request.Headers.Origin.ToString();
        return origin.Length == 0 || _allowed is null || _allowed.Find(origin) is not null;
    }

    /// <summary>Lets pages of an allowed origin read the response.</summary>
    public void Mark(HttpContext context)
    {
        var headers = context.Response.Headers;
        if (_allowed is null)
        {
            headers.AccessControlAllowOrigin = "*";
            return;
        }
        headers.Append("Vary", "Origin");
        if (_allowed.Find(context.Request.Headers.Origin) is { } origin)
            headers.AccessControlAllowOrigin = origin;
    }
}
