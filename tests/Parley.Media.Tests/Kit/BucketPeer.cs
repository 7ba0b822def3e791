using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Parley.Media.Tests.Kit;

/// <summary>Plays a service that speaks the protocol of S3, as far as files need it. Refuses what is not signed.</summary>
internal sealed class BucketPeer : IAsyncDisposable
{
    public const string KeyId = "KEYID";
    public const string Secret = "a secret of forty characters, more or les";

    private readonly WebApplication _application;
    private readonly ConcurrentDictionary<string, (byte[] Content, string Type)> _objects = new();
    private readonly ConcurrentDictionary<string, SortedDictionary<int, byte[]>> _parts = new();

    private BucketPeer(WebApplication application) => _application = application;

    public Uri Address => new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>What was asked, as "PUT bucket?cors".</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public bool HasBucket { get; private set; }

    /// <summary>Where the bucket was asked to be, in XML; empty if nothing was said.</summary>
    public string? Place { get; private set; }

    /// <summary>The CORS configuration, in XML.</summary>
    public string? Cors { get; private set; }

    public static async Task<BucketPeer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var application = builder.Build();
        var peer = new BucketPeer(application);
        application.Run(peer.AnswerAsync);
        await application.StartAsync(TestContext.Current.CancellationToken);
        return peer;
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var path = request.Path.Value!.Trim('/').Split('/', 2);
        var key = path.Length > 1 ? path[1] : "";
        Requests.Enqueue($"{request.Method} {(key.Length == 0 ? "bucket" : "object")}{string.Concat(request.Query.Keys.Where(k => k is "cors" or "uploads" or "uploadId" or "acl").Select(k => "?" + k))}");
        if (SignatureCheck.Refuse(request, KeyId, Secret) is { } refusal)
            await FailAsync(response, 403, "SignatureDoesNotMatch", refusal);
        else if (key.Length == 0)
            await AnswerBucketAsync(request, response);
        else
            await AnswerObjectAsync(request, response, key);
    }

    private async Task AnswerBucketAsync(HttpRequest request, HttpResponse response)
    {
        if (request.Method == "PUT" && request.Query.ContainsKey("cors"))
            Cors = Encoding.UTF8.GetString(await ReadAsync(request));
        else if (request.Method == "PUT")
            (HasBucket, Place) = (true, Encoding.UTF8.GetString(await ReadAsync(request)));
        else if (!HasBucket)
            await FailAsync(response, 404, "NoSuchBucket", "none");
        else if (request.Query.ContainsKey("uploads"))
            await SendAsync(response, "<ListMultipartUploadsResult><IsTruncated>false</IsTruncated></ListMultipartUploadsResult>");
        else if (request.Query.ContainsKey("acl"))
            await SendAsync(response, "<AccessControlPolicy><Owner><ID>1</ID></Owner><AccessControlList/></AccessControlPolicy>");
    }

    private async Task AnswerObjectAsync(HttpRequest request, HttpResponse response, string key)
    {
        var upload = request.Query["uploadId"].ToString();
        switch (request.Method)
        {
            case "POST" when request.Query.ContainsKey("uploads"):
                _parts["1-" + key] = [];
                await SendAsync(response, $"<InitiateMultipartUploadResult><Bucket>b</Bucket><Key>{key}</Key><UploadId>1-{key}</UploadId></InitiateMultipartUploadResult>");
                break;
            case "PUT" when upload.Length > 0:
                var part = await ReadAsync(request);
                var parts = _parts[upload];
                lock (parts)
                    parts[int.Parse(request.Query["partNumber"].ToString(), CultureInfo.InvariantCulture)] = part;
                response.Headers.ETag = Tag(part);
                break;
            case "POST" when upload.Length > 0:
                await ReadAsync(request);
                _objects[key] = ([.. _parts[upload].Values.SelectMany(p => p)], "");
                await SendAsync(response, $"<CompleteMultipartUploadResult><Key>{key}</Key><ETag>\"x\"</ETag></CompleteMultipartUploadResult>");
                break;
            case "PUT":
                var content = await ReadAsync(request);
                _objects[key] = (content, request.ContentType ?? "");
                response.Headers.ETag = Tag(content);
                break;
            case "DELETE":
                _objects.TryRemove(key, out _);
                response.StatusCode = 204;
                break;
            case "GET" when _objects.TryGetValue(key, out var found):
                await SendAsync(request, response, found.Content);
                break;
            default:
                await FailAsync(response, 404, "NoSuchKey", "none");
                break;
        }
    }

    private static async Task SendAsync(HttpRequest request, HttpResponse response, byte[] content)
    {
        if (request.Query["response-content-type"].ToString() is { Length: > 0 } type)
            response.ContentType = type;
        if (request.Query["response-content-disposition"].ToString() is { Length: > 0 } disposition)
            response.Headers.ContentDisposition = disposition;
        if (request.GetTypedHeaders().Range?.Ranges.SingleOrDefault() is { } range)
        {
            content = content[(int)range.From!.Value..(int)Math.Min(content.Length, range.To!.Value + 1)];
            response.StatusCode = 206;
        }
        response.ContentLength = content.Length;
        await response.Body.WriteAsync(content);
    }

    // The content may come in signed pieces, each with a line that tells its length.
    private static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var bytes = body.ToArray();
        var sent = request.Headers["x-amz-content-sha256"].ToString();
        if (!sent.StartsWith("STREAMING-", StringComparison.Ordinal))
        {
            if (sent != "UNSIGNED-PAYLOAD")
                Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), sent);
            return bytes;
        }
        using var content = new MemoryStream();
        for (var at = 0; at < bytes.Length;)
        {
            var end = bytes.AsSpan(at).IndexOf("\r\n"u8) + at;
            var size = int.Parse(Encoding.ASCII.GetString(bytes, at, end - at).Split(';')[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            if (size == 0)
                break;
            content.Write(bytes, end + 2, size);
            at = end + 2 + size + 2;
        }
        return content.ToArray();
    }

    private static string Tag(byte[] content) => $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}\"";

    private static Task SendAsync(HttpResponse response, string xml)
    {
        response.ContentType = "application/xml";
        return response.WriteAsync(xml);
    }

    private static Task FailAsync(HttpResponse response, int status, string code, string message)
    {
        response.StatusCode = status;
        return SendAsync(response, $"<Error><Code>{code}</Code><Message>{message}</Message></Error>");
    }
}
