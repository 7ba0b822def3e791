using System.Text.Json.Serialization;

namespace Parley.Accounts.Authenticators.Rest;

/// <summary>What the service is asked (part A 4.6). What is null is left out.</summary>
/// <param name="Name">The name under which clients know this authenticator.</param>
internal sealed record RestRequest(
    [property: JsonPropertyName("endpoint")] string Endpoint,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("rec")] RestSentRecord? Record = null,
    [property: JsonPropertyName("secret")] byte[]? Secret = null,
    [property: JsonPropertyName("addr")] string? Address = null);
