using System.Globalization;
using Microsoft.AspNetCore.Http;
using Parley.FrontEnd.Http;
using Parley.Media;
using Parley.Media.Downloads;
using Parley.Media.Storing;
using Parley.Media.Types;
using Parley.Protocol.Names;
using Parley.Protocol.Replies;
using Parley.Storage.Ports;
using Parley.Storage.Records;

namespace Parley.FrontEnd.Files;

/// <summary>Answers requests for files (part A 6.5): whoever has logged in may have any whose address it knows.</summary>
public sealed class DownloadEndpoint(
    FrontEndServices services,
    FileSenders senders,
    IParleyStore store,
    IFileStorage storage,
    MediaOptions options,
    FileCors cors,
    FileReplies replies)
{
    private const string Policy = "sandbox; default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'";
    private const int BufferBytes = 64 * 1024;

    private static readonly Dictionary<string, string> NoForm = [];
    private static readonly string[] True = ["1", "t", "T", "TRUE", "true", "True"];

    public async Task HandleAsync(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsOptions(request.Method))
        {
            cors.AnswerPreflight(context, FileCors.DownloadMethods);
            return;
        }
        cors.Mark(context);
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            await replies.WriteAsync(context, ReplyCodes.NotAllowed);
        else if (!services.Keys.IsValid(request, null))
            await replies.WriteAsync(context, ReplyCodes.ApiKeyRequired);
        else if (await RefuseSenderAsync(context) is { } refusal)
            await replies.WriteAsync(context, refusal);
        else
            await ServeAsync(context);
    }

    private async ValueTask<Rejection?> RefuseSenderAsync(HttpContext context)
    {
        var request = context.Request;
        if (SentCredentials.Of(request, NoForm) is { } sent)
        {
            var address = ClientAddress.Of(context, services.Options.UseForwardedFor);
            return (await senders.AuthenticateAsync(sent, address, context.RequestAborted)).Refusal;
        }
        return senders.OfSession(request.Query["sid"]).IsNone ? new Rejection(ReplyCodes.AuthenticationRequired) : null;
    }

    private async Task ServeAsync(HttpContext context)
    {
        var isHead = HttpMethods.IsHead(context.Request.Method);
        var asAttachment = True.Contains(context.Request.Query["asatt"].ToString());
        var file = FileAddress.TryParse(context.Request.Path.Value, out var id) ? await store.Files.FindAsync(id, context.RequestAborted) : null;
        if (file is not { Status: FileStatus.Completed })
            file = null;
        if (file is not null && await storage.FindDirectAddressAsync(file, isHead, asAttachment, context.RequestAborted) is { } elsewhere)
        {
            var headers = context.Response.Headers;
            headers.Location = elsewhere.AbsoluteUri;
            headers.ETag = Quote(file.ETag);
            headers.CacheControl = options.CacheControl;
            await replies.WriteAsync(context, FileReplies.Elsewhere);
        }
        // Compat: the reference says nothing of a file to HEAD, not even whether it exists.
        else if (isHead)
            context.Response.StatusCode = StatusCodes.Status200OK;
        else if (file is null)
            await replies.WriteAsync(context, ReplyCodes.NotFound);
        else
            await SendAsync(context, file, asAttachment);
    }

    private async Task SendAsync(HttpContext context, StoredFile file, bool asAttachment)
    {
        var plan = DownloadRules.Decide(file, ConditionsOf(context.Request));
        if (plan.Outcome is DownloadOutcome.Whole or DownloadOutcome.Part)
        {
            await using var content = await storage.OpenAsync(file.Location ?? "", plan.Offset, plan.Length, context.RequestAborted);
            if (content is null)
            {
                await replies.WriteAsync(context, ReplyCodes.NotFound);
                return;
            }
            SetHeaders(context.Response, file, plan, asAttachment);
            await content.CopyToAsync(context.Response.Body, BufferBytes, context.RequestAborted);
        }
        else
        {
            await RefuseAsync(context.Response, file, plan, asAttachment);
        }
    }

    private void SetHeaders(HttpResponse response, StoredFile file, DownloadPlan plan, bool asAttachment)
    {
        var headers = response.Headers;
        if (plan.Outcome == DownloadOutcome.Part)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            headers.ContentRange = string.Create(
                CultureInfo.InvariantCulture, $"bytes {plan.Offset}-{plan.Offset + plan.Length - 1}/{file.Size}");
        }
        headers.ContentType = file.MimeType;
        headers.ContentLength = plan.Length;
        headers.AcceptRanges = "bytes";
        headers.ContentSecurityPolicy = Policy;
        SetDisposition(headers, file, asAttachment);
        SetValidators(headers, file, tellsTime: true);
    }

    private async Task RefuseAsync(HttpResponse response, StoredFile file, DownloadPlan plan, bool asAttachment)
    {
        if (plan.Outcome is DownloadOutcome.NotModified or DownloadOutcome.PreconditionFailed)
        {
            response.StatusCode = plan.Outcome == DownloadOutcome.NotModified
                ? StatusCodes.Status304NotModified
                : StatusCodes.Status412PreconditionFailed;
            SetValidators(response.Headers, file, plan.TellsTime);
            return;
        }
        var isBeyond = plan.Outcome == DownloadOutcome.RangeBeyondEnd;
        var body = isBeyond ? "invalid range: failed to overlap\n"u8.ToArray() : "invalid range\n"u8.ToArray();
        response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
        response.ContentType = "text/plain; charset=utf-8";
        response.ContentLength = body.Length;
        SetDisposition(response.Headers, file, asAttachment);
        if (isBeyond)
            response.Headers.ContentRange = string.Create(CultureInfo.InvariantCulture, $"bytes */{file.Size}");
        await response.Body.WriteAsync(body, response.HttpContext.RequestAborted);
    }

    private static void SetDisposition(IHeaderDictionary headers, StoredFile file, bool asAttachment)
    {
        if (asAttachment || !InlineType.MayShow(file.MimeType))
            headers.ContentDisposition = "attachment";
    }

    private void SetValidators(IHeaderDictionary headers, StoredFile file, bool tellsTime)
    {
        headers.ETag = Quote(file.ETag);
        headers.CacheControl = options.CacheControl;
        if (tellsTime)
            headers.LastModified = file.Updated.ToString("r", CultureInfo.InvariantCulture);
    }

    private static DownloadConditions ConditionsOf(HttpRequest request)
    {
        var headers = request.Headers;
        var typed = request.GetTypedHeaders();
        return new DownloadConditions
        {
            IfMatch = OrNull(headers.IfMatch),
            IfNoneMatch = OrNull(headers.IfNoneMatch),
            IfModifiedSince = typed.IfModifiedSince,
            IfUnmodifiedSince = typed.IfUnmodifiedSince,
            IfRange = OrNull(headers.IfRange),
            Range = OrNull(headers.Range),
        };
    }

    private static string? OrNull(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static string Quote(string? etag) => $"\"{etag}\"";
}
