using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Parley.Accounts;
using Parley.Protocol.Replies;

namespace Parley.FrontEnd.Http;

/// <summary>The static files, and the answer to every path that nothing else answers (part A 6.8).</summary>
public sealed class StaticSite(FrontEndOptions options, PlainErrors errors)
{
    private const string ConfigPath = "/parley-config.js";

    private const string WebClientPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data: blob:; "
        + "media-src 'self' data: blob:; connect-src 'self' ws: wss: blob:; manifest-src 'self'; form-action 'self'; base-uri 'none'; ";

    private static readonly ReplyCode NotFound = new(404, "Not Found");

    private readonly string _policy = WebClientPolicy + "frame-ancestors " + (options.FrameOptions switch
    {
        "SAMEORIGIN" => "'self'",
        "-" => "*",
        _ => "'none'",
    });

    /// <summary>Adds the folder, if there is one, in front of what follows.</summary>
    public void Use(IApplicationBuilder application)
    {
        if (options.StaticFolder is not { } folder)
            return;
        var files = new PhysicalFileProvider(Path.GetFullPath(folder));
        application.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        application.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            ContentTypeProvider = new FileExtensionContentTypeProvider(),
            OnPrepareResponse = PrepareFile,
        });
    }

    /// <summary>Answers what nothing else has answered.</summary>
    public Task AnswerRestAsync(HttpContext context)
    {
        SetHeaders(context.Response.Headers);
        if (!options.ServesWebClient || context.Request.Path != ConfigPath)
            return errors.WriteJsonAsync(context, NotFound);
        context.Response.ContentType = "text/javascript; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        var key = JsonSerializer.Serialize(ApiKey.Make(options.ApiKeySalt));
        return context.Response.WriteAsync($"window.PARLEY_API_KEY = {key};\n", context.RequestAborted);
    }

    private void PrepareFile(StaticFileResponseContext file)
    {
        var headers = file.Context.Response.Headers;
        SetHeaders(headers);
        if (options.StaticCacheAge > TimeSpan.Zero)
        {
            var seconds = ((long)options.StaticCacheAge.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            headers.CacheControl = $"must-revalidate, public, max-age={seconds}";
        }
    }

    private void SetHeaders(IHeaderDictionary headers)
    {
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "origin";
        headers.Vary = "Accept-Encoding";
        if (options.FrameOptions != "-")
            headers.XFrameOptions = options.FrameOptions;
        if (options.ServesWebClient)
            headers.ContentSecurityPolicy = _policy;
    }
}
