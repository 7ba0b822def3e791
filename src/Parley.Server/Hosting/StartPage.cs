using System.Text.Encodings.Web;

namespace Parley.Server.Hosting;

/// <summary>What browsers see when there is no web client.</summary>
internal static class StartPage
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Answers the root of the site.</summary>
    /// <param name="missing">Why there is no web client.</param>
    public static void UseStartPage(this IApplicationBuilder application, string missing)
    {
        var page = Html(HtmlEncoder.Default.Encode(missing));
        application.UseWhen(
            context => context.Request.Path == "/" && (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)),
            root => root.Run(context => SendAsync(context, page)));
    }

    private static Task SendAsync(HttpContext context, string page)
    {
        var headers = context.Response.Headers;
        headers.ContentType = "text/html; charset=utf-8";
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = Policy;
        return context.Response.WriteAsync(page, context.RequestAborted);
    }

    private static string Html(string missing) => $$"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Parley</title>
        <style>
        body { font: 1rem/1.5 system-ui, sans-serif; max-width: 36rem; margin: 15vh auto; padding: 0 1rem; color: #222; background: #fff }
        code { background: #eee; padding: .1em .3em; border-radius: .2em }
        </style>
        </head>
        <body>
        <h1>Parley is running</h1>
        <p>The server answers, but there is no web client here: {{missing}}.</p>
        <p>What to do next:</p>
        <ul>
        <li><code>parley user add LOGIN</code> makes an account, <code>parley db sample</code> fills an empty server with people and messages.</li>
        <li>Client applications connect to this address; <code>parley keygen</code> prints the API key they need.</li>
        <li>Another web client is served with <code>parley serve --static DIR</code>.</li>
        <li><code>parley config check</code> says what is wrong with the settings, <code>parley --help</code> what else there is.</li>
        </ul>
        </body>
        </html>

        """;
}
