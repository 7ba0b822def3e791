using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Parley.Media.Storing;
using Parley.Media.Types;
using Parley.Media.Uploads;
using Parley.Protocol.Names;
using Parley.Protocol.Replies;
using Parley.Storage;
using Pbx;

namespace Parley.FrontEnd.Files.Grpc;

/// <summary>Takes a file in over gRPC (part A 6.3, LargeFileReceive): the first message says whose and what, every message may bring bytes.</summary>
public sealed partial class LargeFileUpload(FileSenders senders, UploadDesk desk, ILogger<LargeFileUpload> logger)
{
    internal static readonly ReplyCode Done = new(StatusCodes.Status200OK, ReasonPhrases.GetReasonPhrase(StatusCodes.Status200OK));

    /// <param name="address">Of the client.</param>
    public async Task<FileUpResp> ReceiveAsync(IAsyncStreamReader<FileUpReq> requests, string? address, CancellationToken cancellationToken)
    {
        if (!await requests.MoveNext(cancellationToken))
            return Refuse("", ReplyCodes.Disconnected);
        var first = requests.Current;
        try
        {
            return await ReceiveAsync(first, requests, address, cancellationToken);
        }
        catch (Exception failure) when (failure is StoreUnavailableException or FileStorageException)
        {
            Log.CannotStore(logger, failure);
            return Refuse(first.Id, ReplyCodes.ServiceUnavailable);
        }
    }

    private async Task<FileUpResp> ReceiveAsync(
        FileUpReq first, IAsyncStreamReader<FileUpReq> requests, string? address, CancellationToken cancellationToken)
    {
        if (first.Auth is not { Scheme.Length: > 0 } auth)
            return Refuse(first.Id, ReplyCodes.AuthenticationRequired);
        var proved = await senders.AuthenticateAsync(new SentCredentials(auth.Scheme, auth.Secret), address, cancellationToken);
        if (!proved.TryGet(out var user, out var refusal))
            return Refuse(first.Id, refusal.Code);
        var begun = await desk.BeginAsync(user, cancellationToken);
        if (!begun.TryGet(out var upload, out refusal))
            return Refuse(first.Id, refusal.Code);
        await using (upload)
        {
            refusal = await upload.AppendAsync(first.Content.Memory, cancellationToken);
            while (refusal is null && await requests.MoveNext(cancellationToken))
                refusal = await upload.AppendAsync(requests.Current.Content.Memory, cancellationToken);
            return refusal is null
                ? await CompleteAsync(first, upload, user, cancellationToken)
                : Refuse(first.Id, refusal.Code);
        }
    }

    private async Task<FileUpResp> CompleteAsync(FileUpReq first, Upload upload, UserId user, CancellationToken cancellationToken)
    {
        var meta = first.Meta ?? new FileMeta();
        var type = UploadType.Decide(upload.Head, meta.MimeType);
        var completed = await desk.CompleteAsync(upload, user, type, new UploadClaim(meta.Size, meta.Etag), cancellationToken);
        if (!completed.TryGet(out var file, out var refusal))
            return Refuse(first.Id, refusal.Code);
        return new FileUpResp
        {
            Id = first.Id,
            Code = Done.Number,
            Text = Done.Text,
            Meta = new FileMeta
            {
                Name = FileAddress.Of(file.Id, FileExtension.Of(file.MimeType)),
                MimeType = file.MimeType,
                Etag = file.ETag ?? "",
                Size = file.Size,
            },
        };
    }

    private static FileUpResp Refuse(string id, ReplyCode code) => new() { Id = id, Code = code.Number, Text = code.Text };

    private static partial class Log
    {
        [LoggerMessage(EventName = "FileNotStored", Level = LogLevel.Warning, Message = "An upload could not be stored.")]
        public static partial void CannotStore(ILogger logger, Exception failure);
    }
}
