using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Parley.Accounts.Tests.Fakes;

/// <summary>Plays the service that checks logins: answers by what is asked, and remembers it.</summary>
internal sealed class PlayedService : HttpMessageHandler
{
    public ConcurrentQueue<(string Path, JsonElement Body)> Asked { get; } = [];

    /// <summary>What is answered to each endpoint; "unsupported" to those that are not named.</summary>
    public Dictionary<string, string> Answers { get; } = [];

    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

    /// <summary>Nobody answers, or never.</summary>
    public bool IsDown { get; set; }
    public bool IsSilent { get; set; }

    public IEnumerable<string> Endpoints => Asked.Select(a => a.Body.GetProperty("endpoint").GetString()!);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsDown)
            throw new HttpRequestException(HttpRequestError.ConnectionError);
        var body = JsonDocument.Parse(await request.Content!.ReadAsStringAsync(cancellationToken)).RootElement;
        Asked.Enqueue((request.RequestUri!.AbsolutePath, body));
        if (IsSilent)
            await Task.Delay(Timeout.Infinite, cancellationToken);
        var answer = Answers.GetValueOrDefault(body.GetProperty("endpoint").GetString()!, """{"err":"unsupported"}""");
        return new HttpResponseMessage(Status) { Content = new StringContent(answer, Encoding.UTF8, "application/json") };
    }
}
