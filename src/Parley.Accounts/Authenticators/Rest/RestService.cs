using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Parley.Accounts.Options;
using Parley.Protocol.Replies;

namespace Parley.Accounts.Authenticators.Rest;

/// <summary>
/// The service that checks logins, by HTTP (part A 4.6). That it is down, slow or talks nonsense is told as 503 or 500 to who asked, and
/// is no matter of anybody else.
/// </summary>
public sealed partial class RestService
{
    /// <summary>The name of the client in <see cref="IHttpClientFactory"/>; time-outs and bounds are set there.</summary>
    public const string ClientName = "rest-auth";

    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNameCaseInsensitive = true,
        MaxDepth = 64,
    };

    private readonly IHttpClientFactory _clients;
    private readonly ILogger _logger;
    private readonly Uri? _address;
    private readonly bool _hasEndpoints;
    private readonly string _name;

    public RestService(IHttpClientFactory clients, AccountOptions options, ILogger<RestService> logger)
    {
        (_clients, _logger) = (clients, logger);
        if (options.Rest is { } rest)
        {
            _address = rest.Address.AbsoluteUri.EndsWith('/') ? rest.Address : new Uri(rest.Address.AbsoluteUri + "/");
            _hasEndpoints = rest.HasSeparateEndpoints;
        }
        _name = LogicalNames.Of(LogicalNames.Rest, options.LogicalNames);
    }

    internal async ValueTask<Outcome<RestAnswer>> AskAsync(
        string endpoint, RestSentRecord? record, ReadOnlyMemory<byte>? secret, string? address, CancellationToken cancellationToken)
    {
        if (_address is not { } target)
            return ReplyCodes.NotImplemented;
        var request = new RestRequest(endpoint, _name, record, secret?.ToArray(), string.IsNullOrEmpty(address) ? null : address);
        try
        {
            using var client = _clients.CreateClient(ClientName);
            using var content = JsonContent.Create(request, options: Json);
            // With a length: small services read no chunks.
            await content.LoadIntoBufferAsync(cancellationToken);
            using var response = await client.PostAsync(_hasEndpoints ? new Uri(target, endpoint) : target, content, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                Log.BadStatus(_logger, endpoint, (int)response.StatusCode);
                return ReplyCodes.InternalError;
            }
            var answer = await response.Content.ReadFromJsonAsync<RestAnswer>(Json, cancellationToken);
            if (answer is null)
                return ReplyCodes.InternalError;
            return RestErrors.Refusal(answer.Error) is { } refusal ? refusal : answer;
        }
        // Their texts may repeat what was sent, which is secret.
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            Log.Unreachable(_logger, endpoint, failure is TaskCanceledException ? "time is over" : ((HttpRequestException)failure).HttpRequestError.ToString());
            return ReplyCodes.ServiceUnavailable;
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException)
        {
            Log.BadAnswer(_logger, endpoint);
            return ReplyCodes.InternalError;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "RestAuthUnreachable", Level = LogLevel.Warning,
            Message = "The service that checks logins did not answer \"{Endpoint}\" ({Reason}): see accounts.rest in the settings.")]
        public static partial void Unreachable(ILogger logger, string endpoint, string reason);

        [LoggerMessage(EventName = "RestAuthBadStatus", Level = LogLevel.Warning,
            Message = "The service that checks logins has answered \"{Endpoint}\" with status {Status}.")]
        public static partial void BadStatus(ILogger logger, string endpoint, int status);

        [LoggerMessage(EventName = "RestAuthBadAnswer", Level = LogLevel.Warning,
            Message = "The service that checks logins has answered \"{Endpoint}\" with something that is not as agreed.")]
        public static partial void BadAnswer(ILogger logger, string endpoint);
    }
}
