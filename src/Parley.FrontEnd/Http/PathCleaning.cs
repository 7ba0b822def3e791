using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Parley.FrontEnd.Http;

/// <summary>
/// Sends clients from paths with empty, "." or ".." segments to the clean path (part A 6). The path is looked at as it was sent: the
/// framework has cleaned its own copy already, percent-encoded dots too. Those mean nothing here: whoever owns the path answers for them
/// as for any name that it does not know.
/// </summary>
public static class PathCleaning
{
    public static void Use(IApplicationBuilder application) => application.Use((context, next) =>
    {
        var sent = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.AsSpan();
        if (sent.IsEmpty || sent[0] != '/')
            return next(context);
        var end = sent.IndexOf('?');
        var path = end < 0 ? sent : sent[..end];
        if (path.IndexOf("//", StringComparison.Ordinal) < 0 && path.IndexOf("/.", StringComparison.Ordinal) < 0 && path.IndexOf('%') < 0)
            return next(context);
        var (isClean, clean) = Clean(path.ToString());
        if (!isClean)
            return RedirectAsync(context, string.Concat(clean, end < 0 ? "" : sent[end..]));
        if (HasEncodedDots(path))
            context.Request.Path = new PathString(path.ToString());
        return next(context);
    });

    /// <summary>Sends a client to another path of this server. The method stays: who posts posts there.</summary>
    /// <param name="location">With its query.</param>
    public static Task RedirectAsync(HttpContext context, string location)
    {
        // Browsers take a backslash for a slash, and two of those for the address of another server.
        location = location.Replace("\\", "%5C", StringComparison.Ordinal);
        context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        context.Response.Headers.Location = location;
        var isHead = HttpMethods.IsHead(context.Request.Method);
        if (!isHead && !HttpMethods.IsGet(context.Request.Method))
            return Task.CompletedTask;
        context.Response.ContentType = "text/html; charset=utf-8";
        if (isHead)
            return Task.CompletedTask;
        var body = System.Text.Encoding.UTF8.GetBytes($"<a href=\"{HtmlEncoder.Default.Encode(location)}\">Temporary Redirect</a>.\n\n");
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    /// <summary>A path without empty, "." and ".." segments, and whether it was one before.</summary>
    public static (bool IsClean, string Path) Clean(string path)
    {
        List<string> kept = [];
        foreach (var segment in path.Split('/'))
        {
            if (segment == "..")
                kept.RemoveRange(Math.Max(0, kept.Count - 1), Math.Min(1, kept.Count));
            else if (segment is not ("" or "."))
                kept.Add(segment);
        }
        var clean = "/" + string.Join('/', kept) + (kept.Count > 0 && path.EndsWith('/') ? "/" : "");
        return (clean == path, clean);
    }

    private static bool HasEncodedDots(ReadOnlySpan<char> path)
    {
        foreach (var range in path.Split('/'))
        {
            if (path[range].IndexOf('%') >= 0 && path[range].ToString().Replace("%2e", ".", StringComparison.OrdinalIgnoreCase) is "." or "..")
                return true;
        }
        return false;
    }
}
