using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Parley.Load.Measuring;

namespace Parley.Load.Scenarios;

/// <summary>Clients that upload a file and download it, again and again.</summary>
internal sealed class FilesScenario : IScenario
{
    private const int ClientsDefault = 20;
    private const int BufferBytes = 64 * 1024;

    public string Name => "files";

    public string Summary => "uploading a file over HTTP and downloading it";

    public int ReceiveBytes => 1024;

    public async Task RunAsync(RunContext context, CancellationToken token)
    {
        var options = context.Options;
        var clients = options.Sessions ?? ClientsDefault;
        context.Report.Setting = $"{clients} clients, files of {options.SizeBytes} bytes";
        await context.PrepareAccountsAsync(clients, token);
        using var http = new HttpClient { BaseAddress = new Uri($"http://{options.Server}/"), Timeout = options.Timeout };
        http.DefaultRequestHeaders.Add("X-Tinode-APIKey", options.ApiKey);
        using var uploads = new LatencyRecorder();
        using var downloads = new LatencyRecorder();
        var run = new Run(http, RandomNumberGenerator.GetBytes(options.SizeBytes), uploads, downloads, context.Errors);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token);
        var works = Enumerable.Range(0, clients).Select(i => run.WorkAsync(context.AccountOf(i).Token, stop.Token)).ToArray();

        var window = new MeasuredWindow(context, [uploads, downloads]);
        var counts = await window.RunAsync(() => [run.UploadCount, run.DownloadCount], token);
        await stop.CancelAsync();
        await Task.WhenAll(works);

        context.Report.AddRate("uploads", "uploads", counts[0], window.Span, context.Meter);
        context.Report.AddRate("downloads", "downloads", counts[1], window.Span, context.Meter);
        context.Report.AddLoad(window.Span, context.Meter);
        context.Report.AddLatency("upload", "upload", uploads.Total());
        context.Report.AddLatency("download", "download", downloads.Total());
    }

    private sealed class Run(HttpClient http, byte[] content, LatencyRecorder uploads, LatencyRecorder downloads, ErrorTally errors)
    {
        private long _uploadCount;
        private long _downloadCount;

        public long UploadCount => Volatile.Read(ref _uploadCount);

        public long DownloadCount => Volatile.Read(ref _downloadCount);

        public async Task WorkAsync(string secret, CancellationToken token)
        {
            while (!token.IsCancellationRequested)
            {
                try
                {
                    if (await UploadAsync(secret, token) is { } url)
                        await DownloadAsync(secret, url, token);
                }
                catch (OperationCanceledException) when (token.IsCancellationRequested)
                {
                    return;
                }
                catch (HttpRequestException exception)
                {
                    errors.Add(exception.Message);
                    return;
                }
            }
        }

        private async Task<string?> UploadAsync(string secret, CancellationToken token)
        {
            using var file = new ByteArrayContent(content);
            file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            using var form = new MultipartFormDataContent { { file, "file", "load.bin" } };
            using var request = new HttpRequestMessage(HttpMethod.Post, "v0/file/u/") { Content = form };
            request.Headers.Add("X-Tinode-Auth", "Token " + secret);
            var sentAt = Stopwatch.GetTimestamp();
            using var response = await http.SendAsync(request, token);
            var reply = await response.Content.ReadAsStringAsync(token);
            uploads.Add(sentAt, Stopwatch.GetTimestamp());
            if (!response.IsSuccessStatusCode)
            {
                errors.Add($"upload was answered {(int)response.StatusCode}");
                return null;
            }
            Interlocked.Increment(ref _uploadCount);
            using var json = JsonDocument.Parse(reply);
            return json.RootElement.GetProperty("ctrl").GetProperty("params").GetProperty("url").GetString();
        }

        private async Task DownloadAsync(string secret, string url, CancellationToken token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.Add("X-Tinode-Auth", "Token " + secret);
            var sentAt = Stopwatch.GetTimestamp();
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, token);
            await using var stream = await response.Content.ReadAsStreamAsync(token);
            var buffer = new byte[BufferBytes];
            var length = 0L;
            while (await stream.ReadAsync(buffer, token) is > 0 and var read) length += read;
            downloads.Add(sentAt, Stopwatch.GetTimestamp());
            if (!response.IsSuccessStatusCode) errors.Add($"download was answered {(int)response.StatusCode}");
            else if (length != content.Length) errors.Add("download of another length");
            else Interlocked.Increment(ref _downloadCount);
        }
    }
}
