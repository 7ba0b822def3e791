using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Parley.Protocol.Replies;

namespace Parley.FrontEnd.Files;

/// <summary>
/// Reads the form of an upload as it comes: small fields into memory, the file into whatever takes it. Nothing is kept of other parts.
/// </summary>
public sealed class UploadForm
{
    private const string FilePart = "file";
    private const int PartsMax = 32;
    private const int FieldBytesMax = 8 * 1024;
    private const int HeadersMax = 16;
    private const int HeaderBytesMax = 8 * 1024;
    private const int BoundaryLengthMax = 70;
    private const int BufferBytes = 64 * 1024;

    private readonly Dictionary<string, string> _fields = [];

    /// <summary>The fields that have been read.</summary>
    public IReadOnlyDictionary<string, string> Fields => _fields;

    /// <summary>Takes the file: what its sender says of its type, and its bytes. A refusal ends the reading.</summary>
    public delegate ValueTask<Rejection?> FileSink(string? mimeType, Stream content);

    /// <summary>Null if the form was read to its end; it may have no file. Otherwise why not.</summary>
    public async ValueTask<Rejection?> ReadAsync(HttpRequest request, FileSink sink, CancellationToken cancellationToken)
    {
        if (BoundaryOf(request.ContentType) is not { } boundary)
            return new Rejection(ReplyCodes.Malformed);
        try
        {
            var reader = new MultipartReader(boundary, request.Body, BufferBytes)
            {
                HeadersCountLimit = HeadersMax,
                HeadersLengthLimit = HeaderBytesMax,
            };
            return await ReadPartsAsync(reader, sink, cancellationToken);
        }
        catch (BadHttpRequestException failure)
        {
            return new Rejection(failure.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => ReplyCodes.TooLarge,
                StatusCodes.Status408RequestTimeout => ReplyCodes.Disconnected,
                _ => ReplyCodes.Malformed,
            });
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException && !cancellationToken.IsCancellationRequested)
        {
            return new Rejection(ReplyCodes.Malformed);
        }
    }

    private async ValueTask<Rejection?> ReadPartsAsync(MultipartReader reader, FileSink sink, CancellationToken cancellationToken)
    {
        var (hasFile, parts) = (false, 0);
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } part)
        {
            if (++parts > PartsMax)
                return new Rejection(ReplyCodes.Malformed);
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition)
                || !disposition.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }
            var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
            if (!IsFile(disposition))
            {
                if (!await ReadFieldAsync(name, part.Body, cancellationToken))
                    return new Rejection(ReplyCodes.Malformed);
            }
            else if (name == FilePart && !hasFile)
            {
                // Of several files the first is meant: each upload has a form of its own.
                hasFile = true;
                if (await sink(part.ContentType, part.Body) is { } refusal)
                    return refusal;
            }
        }
        return null;
    }

    // A page whose user has chosen no file sends a name of no letters: a field without content.
    private static bool IsFile(ContentDispositionHeaderValue disposition) => disposition.IsFileDisposition()
        && HeaderUtilities.RemoveQuotes(disposition.FileName.HasValue ? disposition.FileName : disposition.FileNameStar).Length > 0;

    private async ValueTask<bool> ReadFieldAsync(string name, Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[FieldBytesMax + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > FieldBytesMax)
            return false;
        _fields.TryAdd(name, System.Text.Encoding.UTF8.GetString(buffer, 0, length));
        return true;
    }

    private static string? BoundaryOf(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
            return null;
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        return boundary.Length is > 0 and <= BoundaryLengthMax ? boundary : null;
    }
}
