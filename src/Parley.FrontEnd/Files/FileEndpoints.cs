using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;
using Parley.FrontEnd.Http;
using Parley.Media;
using Parley.Media.Storing;
using Parley.Protocol.Names;
using Parley.Protocol.Replies;
using Parley.Storage;

namespace Parley.FrontEnd.Files;

/// <summary>The doors of files, at <c>/v0/file/u/</c> and <c>/v0/file/s/</c>.</summary>
public sealed partial class FileEndpoints(
    UploadEndpoint upload,
    DownloadEndpoint download,
    FileReplies replies,
    MediaOptions options,
    FrontEndInstruments instruments,
    ILogger<FileEndpoints> logger)
{
    private const string UploadPath = "/v0/file/u";
    private static readonly string DownloadPath = FileAddress.ServePath[..^1];

    public static bool IsFor(PathString path) => IsBelow(path, UploadPath) || IsBelow(path, DownloadPath);

    public async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value;
        if (path == UploadPath || path == DownloadPath)
        {
            await PathCleaning.RedirectAsync(context, path + "/" + context.Request.QueryString);
            return;
        }
        RefuseToWait(context);
        var isUpload = IsBelow(context.Request.Path, UploadPath);
        instruments.FileAsked(isUpload);
        context.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            await (isUpload ? upload.HandleAsync(context) : download.HandleAsync(context));
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            Log.BrokenOff(logger);
        }
        catch (Exception failure) when (failure is StoreUnavailableException or FileStorageException)
        {
            Log.CannotServe(logger, failure);
            await FailAsync(context, ReplyCodes.ServiceUnavailable);
        }
    }

    private static bool IsBelow(PathString path, string folder) =>
        path.StartsWithSegments(folder, StringComparison.Ordinal);

    // The next bytes of whoever sends or takes them too slowly are not waited for: the server closes such connections.
    private void RefuseToWait(HttpContext context)
    {
        var rate = options.BytesPerSecondMin > 0 ? new MinDataRate(options.BytesPerSecondMin, options.SlowGrace) : null;
        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } incoming)
            incoming.MinDataRate = rate;
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } outgoing)
            outgoing.MinDataRate = rate;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = options.UploadBytesMax;
    }

    private Task FailAsync(HttpContext context, ReplyCode code)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }
        return replies.WriteAsync(context, code);
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "FileBrokenOff", Level = LogLevel.Debug, Message = "A client has broken off an upload or download.")]
        public static partial void BrokenOff(ILogger logger);

        [LoggerMessage(EventName = "FileFailed", Level = LogLevel.Warning, Message = "A file could not be stored or read.")]
        public static partial void CannotServe(ILogger logger, Exception failure);
    }
}
