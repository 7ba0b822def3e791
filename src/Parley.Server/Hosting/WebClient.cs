using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;
using Parley.Server.Settings;

namespace Parley.Server.Hosting;

/// <summary>Serves the web client: its files, the API key it asks for, or the start page when it is missing.</summary>
internal static class WebClient
{
    private const string ConfigScript = "/parley-config.js";

    // What our client needs (web/README.md); it loads nothing from other hosts.
    private const string OwnPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data: blob:; "
        + "media-src 'self' data: blob:; connect-src 'self' ws: wss: blob:; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
        + "frame-ancestors ";

    private const string StartPagePolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

    public static void UseWebClient(this IApplicationBuilder application, WebClientFiles files, ParleySettings settings, string apiKey)
    {
        var mount = "/" + settings.Http.StaticMount.Trim('/');
        if (mount == "/")
            Use(application);
        else
            application.Map(mount, Use);

        void Use(IApplicationBuilder site)
        {
            if (files.Folder is { } folder)
            {
                site.Use((context, next) => AnswersConfig(context) ? SendConfigAsync(context, apiKey) : next(context));
                UseFiles(site, folder, files.IsOwn, settings.Http);
            }
            else
            {
                site.Use((context, next) => IsRoot(context) ? SendStartPageAsync(context, files.Missing ?? "") : next(context));
            }
        }
    }

    private static void UseFiles(IApplicationBuilder site, string folder, bool isOwn, HttpSettings http) =>
        site.UseFileServer(new FileServerOptions
        {
            FileProvider = new PhysicalFileProvider(folder),
            EnableDirectoryBrowsing = false,
            StaticFileOptions =
            {
                ServeUnknownFileTypes = true,
                ContentTypeProvider = new FileExtensionContentTypeProvider(),
                OnPrepareResponse = context => AddHeaders(context.Context.Response.Headers, isOwn, http),
            },
        });

    private static void AddHeaders(IHeaderDictionary headers, bool isOwn, HttpSettings http)
    {
        headers.CacheControl = http.CacheSeconds > 0
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"must-revalidate, public, max-age={http.CacheSeconds}")
            : "no-cache";
        headers["Referrer-Policy"] = "origin";
        headers.XContentTypeOptions = "nosniff";
        headers.Append(HeaderNames.Vary, "Accept-Encoding");
        if (http.FrameOptions != "-")
            headers.XFrameOptions = http.FrameOptions;
        if (isOwn)
            headers.ContentSecurityPolicy = OwnPolicy + http.FrameOptions switch { "DENY" => "'none'", "SAMEORIGIN" => "'self'", _ => "*" };
    }

    private static bool AnswersConfig(HttpContext context) => IsRead(context) && context.Request.Path == ConfigScript;

    private static bool IsRoot(HttpContext context) => IsRead(context) && (!context.Request.Path.HasValue || context.Request.Path == "/");

    private static bool IsRead(HttpContext context) => HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);

    private static Task SendConfigAsync(HttpContext context, string apiKey)
    {
        var headers = context.Response.Headers;
        headers.ContentType = "text/javascript; charset=utf-8";
        headers.XContentTypeOptions = "nosniff";
        // A new key must reach the pages.
        headers.CacheControl = "no-store";
        return context.Response.WriteAsync($"window.PARLEY_API_KEY = {JsonSerializer.Serialize(apiKey)};\n", context.RequestAborted);
    }

    private static Task SendStartPageAsync(HttpContext context, string missing)
    {
        var headers = context.Response.Headers;
        headers.ContentType = "text/html; charset=utf-8";
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = StartPagePolicy;
        return context.Response.WriteAsync(StartPage.Html(HtmlEncoder.Default.Encode(missing)), context.RequestAborted);
    }
}
