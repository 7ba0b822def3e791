using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.FileProviders;
using Parley.Accounts;
using Parley.Media.Downloads;
using Parley.Protocol.Replies;
using Parley.Storage.Records;

namespace Parley.FrontEnd.Http;

/// <summary>The static files, and the answer to every path that nothing else answers (part A 6.8).</summary>
public sealed class StaticSite(FrontEndOptions options, PlainErrors errors) : IDisposable
{
    private const string ConfigPath = "/parley-config.js";

    private const string WebClientPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data: blob:; "
        + "media-src 'self' data: blob:; connect-src 'self' ws: wss: blob:; manifest-src 'self'; form-action 'self'; base-uri 'none'; ";

    private static readonly ReplyCode NotFound = new(404, "Not Found");
    private static readonly ReplyCode PreconditionFailed = new(412, "Precondition Failed");
    private static readonly ReplyCode RangeNotSatisfiable = new(416, "Requested Range Not Satisfiable");

    private readonly StaticFolder? _folder = options.StaticFolder is { } folder ? new StaticFolder(folder) : null;

    private readonly string? _cacheControl = options.StaticCacheAge > TimeSpan.Zero
        ? string.Create(CultureInfo.InvariantCulture, $"must-revalidate, public, max-age={(long)options.StaticCacheAge.TotalSeconds}")
        : null;

    private readonly string _policy = WebClientPolicy + "frame-ancestors " + (options.FrameOptions switch
    {
        "SAMEORIGIN" => "'self'",
        "-" => "*",
        _ => "'none'",
    });

    public void Dispose() => _folder?.Dispose();

    /// <summary>Adds the folder, if there is one, in front of what follows.</summary>
    public void Use(IApplicationBuilder application)
    {
        if (_folder is null)
            return;
        // Everybody may have these files, so nothing is told by how well they compress.
        application.UseResponseCompression();
        application.Use((context, next) => context.GetEndpoint() is null ? ServeAsync(context, _folder, next) : next(context));
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

    // Compat: the method says nothing.
    private Task ServeAsync(HttpContext context, StaticFolder folder, RequestDelegate next)
    {
        var (file, location) = folder.Find(context.Request.Path.Value ?? "/");
        if (file is null && location is null)
            return next(context);
        SetHeaders(context.Response.Headers);
        if (file is not null)
            return SendAsync(context, file, folder.TypeOf(file));
        SetCacheControl(context.Response.Headers);
        context.Response.StatusCode = StatusCodes.Status301MovedPermanently;
        context.Response.Headers.Location = location + context.Request.QueryString;
        return Task.CompletedTask;
    }

    private Task SendAsync(HttpContext context, IFileInfo file, string type)
    {
        var (response, headers) = (context.Response, context.Response.Headers);
        var changed = file.LastModified.UtcDateTime;
        var stored = new StoredFile { Id = default, Created = changed, Updated = changed, Size = file.Length };
        var plan = DownloadRules.Decide(stored, ConditionsOf(context.Request));
        switch (plan.Outcome)
        {
            case DownloadOutcome.PreconditionFailed:
                return errors.WriteJsonAsync(context, PreconditionFailed);
            case DownloadOutcome.RangeMalformed:
                return errors.WriteJsonAsync(context, RangeNotSatisfiable);
            case DownloadOutcome.RangeBeyondEnd:
                headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes */{file.Length}");
                return errors.WriteJsonAsync(context, RangeNotSatisfiable);
        }
        SetCacheControl(headers);
        headers.LastModified = file.LastModified.ToUniversalTime().ToString("r", CultureInfo.InvariantCulture);
        if (plan.Outcome == DownloadOutcome.NotModified)
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        headers.AcceptRanges = "bytes";
        response.ContentType = type;
        response.ContentLength = plan.Length;
        if (plan.Outcome == DownloadOutcome.Part)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            headers.ContentRange = string.Create(
                CultureInfo.InvariantCulture, $"bytes {plan.Offset}-{plan.Offset + plan.Length - 1}/{file.Length}");
        }
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : response.SendFileAsync(file, plan.Offset, plan.Length, context.RequestAborted);
    }

    // Files have times only: a condition on a tag that none of them has would never hold.
    private static DownloadConditions ConditionsOf(HttpRequest request)
    {
        var typed = request.GetTypedHeaders();
        return new DownloadConditions
        {
            IfModifiedSince = typed.IfModifiedSince,
            IfUnmodifiedSince = typed.IfUnmodifiedSince,
            IfMatch = request.Headers.IfMatch,
            IfNoneMatch = request.Headers.IfNoneMatch,
            IfRange = request.Headers.IfRange,
            Range = request.Headers.Range,
        };
    }

    private void SetCacheControl(IHeaderDictionary headers)
    {
        if (_cacheControl is not null)
            headers.CacheControl = _cacheControl;
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
