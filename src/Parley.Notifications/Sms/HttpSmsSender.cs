using System.Net.Http.Headers;
using System.Net.Http.Json;
using Parley.Notifications.Outbox;

namespace Parley.Notifications.Sms;

/// <summary>Hands short messages to a gateway by HTTP.</summary>
public sealed class HttpSmsSender(HttpClient http, SmsOptions options) : ISmsSender
{
    /// <summary>The name of the client in <see cref="IHttpClientFactory"/>.</summary>
    public const string ClientName = "sms";

    public async Task SendAsync(string number, string text, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Gateway)
        {
            Content = JsonContent.Create(new { to = number, from = options.From, text }),
        };
        if (!string.IsNullOrEmpty(options.Token))
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Token);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw Failed($"the gateway has answered {(int)response.StatusCode}", (int)response.StatusCode is >= 500 or 429);
        }
        catch (HttpRequestException)
        {
            throw Failed($"no connection to the gateway {options.Gateway.Host}", mayBeRepeated: true);
        }
    }

    private static DeliveryFailedException Failed(string reason, bool mayBeRepeated) => new(reason) { MayBeRepeated = mayBeRepeated };
}
