using Microsoft.AspNetCore.Http;
using Parley.Media.Cors;

namespace Parley.FrontEnd.Files;

/// <summary>Lets pages of other sites use files (part A 6.7).</summary>
public sealed class FileCors(AllowedOrigins origins)
{
    public static readonly string[] DownloadMethods = ["GET", "HEAD", "OPTIONS"];
    public static readonly string[] UploadMethods = ["POST", "PUT", "HEAD", "OPTIONS"];

    /// <summary>Answers a browser that asks beforehand.</summary>
    public void AnswerPreflight(HttpContext context, string[] methods)
    {
        var headers = context.Response.Headers;
        headers.Vary = "Accept-Encoding, Origin, Access-Control-Request-Method, Access-Control-Request-Headers";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        var origin = origins.Find(context.Request.Headers.Origin);
        var method = context.Request.Headers.AccessControlRequestMethod.ToString();
        if (origin is null || (method.Length > 0 && !methods.Contains(method)))
            return;
        headers.AccessControlAllowOrigin = origin;
        if (method.Length == 0)
            return;
        headers.AccessControlAllowHeaders = "*";
        headers.AccessControlAllowCredentials = "true";
        headers.AccessControlAllowMethods = string.Join(", ", methods);
        headers.AccessControlMaxAge = "86400";
    }

    /// <summary>Lets the page read the answer, if it is one of those.</summary>
    public void Mark(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.Vary = "Accept-Encoding";
        if (context.Request.Headers.Origin.ToString() is { Length: > 0 } sent && origins.Find(sent) is { } origin)
        {
            headers.Vary = "Accept-Encoding, Origin";
            headers.AccessControlAllowOrigin = origin;
        }
    }
}
