using System.Buffers;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Parley.Media.Storing;
using Parley.Media.Types;
using Parley.Protocol.Names;
using Parley.Protocol.Replies;
using Parley.Storage;
using Parley.Storage.Ports;
using Parley.Storage.Records;
using Pbx;

namespace Parley.FrontEnd.Files.Grpc;

/// <summary>Hands a file out over gRPC (part A 6.3, LargeFileServe), in pieces that any client takes.</summary>
public sealed partial class LargeFileDownload(FileSenders senders, IParleyStore store, IFileStorage storage, ILogger<LargeFileDownload> logger)
{
    /// <summary>
    /// Bytes of content in one message. The contract allows up to 2 MiB; so few that a slow client takes one before it is given up.
    /// </summary>
    public const int ChunkBytesMax = 128 * 1024;

    private static readonly ReplyCode NotModified =
        new(StatusCodes.Status304NotModified, ReasonPhrases.GetReasonPhrase(StatusCodes.Status304NotModified));

    /// <param name="address">Of the client.</param>
    public async Task ServeAsync(
        FileDownReq request, IServerStreamWriter<FileDownResp> responses, string? address, CancellationToken cancellationToken)
    {
        try
        {
            var (answer, file) = await DecideAsync(request, address, cancellationToken);
            if (file is not null && !await SendAsync(file, responses, cancellationToken))
                answer = Answer(request, ReplyCodes.NotFound);
            if (answer is not null)
                await responses.WriteAsync(answer, cancellationToken);
        }
        catch (Exception failure) when (failure is StoreUnavailableException or FileStorageException)
        {
            Log.CannotRead(logger, failure);
            throw new RpcException(new Status(StatusCode.Unavailable, ReplyCodes.ServiceUnavailable.Text));
        }
    }

    // The file to send, or what is answered instead.
    private async ValueTask<(FileDownResp? Answer, StoredFile? File)> DecideAsync(FileDownReq request, string? address, CancellationToken cancellationToken)
    {
        if (request.Auth is not { Scheme.Length: > 0 } auth)
            return (Answer(request, ReplyCodes.AuthenticationRequired), null);
        var proved = await senders.AuthenticateAsync(new SentCredentials(auth.Scheme, auth.Secret), address, cancellationToken);
        if (proved.Refusal is { } refusal)
            return (Answer(request, refusal.Code), null);
        if (await FindAsync(request, cancellationToken) is not { } file)
            return (Answer(request, ReplyCodes.NotFound), null);
        if (request.IfModified.Length > 0 && request.IfModified.Trim('"') == file.ETag)
            return (Answer(request, NotModified), null);
        if (await storage.FindDirectAddressAsync(file, isHead: false, asAttachment: false, cancellationToken) is not { } elsewhere)
            return (null, file);
        var redirect = Answer(request, FileReplies.Elsewhere);
        redirect.RedirUrl = elsewhere.AbsoluteUri;
        return (redirect, null);
    }

    private async ValueTask<StoredFile?> FindAsync(FileDownReq request, CancellationToken cancellationToken)
    {
        var file = FileAddress.TryParse(request.Uri, out var id) ? await store.Files.FindAsync(id, cancellationToken) : null;
        return file is { Status: FileStatus.Completed } ? file : null;
    }

    private async ValueTask<bool> SendAsync(
        StoredFile file, IServerStreamWriter<FileDownResp> responses, CancellationToken cancellationToken)
    {
        await using var content = await storage.OpenAsync(file.Location ?? "", 0, file.Size, cancellationToken);
        if (content is null)
            return false;
        var meta = new FileMeta
        {
            // Clients save the file under this name.
            Name = file.Id.Text + FileExtension.Of(file.MimeType),
            MimeType = file.MimeType,
            Etag = file.ETag ?? "",
            Size = file.Size,
        };
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytesMax);
        try
        {
            var left = file.Size;
            while (await content.ReadAtLeastAsync(
                buffer.AsMemory(0, ChunkBytesMax), (int)Math.Min(ChunkBytesMax, left), throwOnEndOfStream: false, cancellationToken) is > 0 and var read)
            {
                left -= read;
                // The message is written before the buffer is filled again.
                var bytes = UnsafeByteOperations.UnsafeWrap(buffer.AsMemory(0, read));
                await responses.WriteAsync(
                    new FileDownResp { Code = LargeFileUpload.Done.Number, Text = LargeFileUpload.Done.Text, Meta = meta, Content = bytes },
                    cancellationToken);
            }
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static FileDownResp Answer(FileDownReq request, ReplyCode code) => new() { Id = request.Id, Code = code.Number, Text = code.Text };

    private static partial class Log
    {
        [LoggerMessage(EventName = "FileNotRead", Level = LogLevel.Warning, Message = "A file could not be read.")]
        public static partial void CannotRead(ILogger logger, Exception failure);
    }
}
