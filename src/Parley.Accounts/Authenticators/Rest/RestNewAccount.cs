using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Accounts.Authenticators.Rest;

/// <summary>What the account of a new user is to be.</summary>
internal sealed record RestNewAccount
{
    /// <summary>Access of users who have logged in, as "JRWPA".</summary>
    [JsonPropertyName("auth")]
    public string? Auth { get; init; }

    [JsonPropertyName("anon")]
    public string? Anon { get; init; }

    [JsonPropertyName("public")]
    public JsonElement Public { get; init; }

    [JsonPropertyName("trusted")]
    public JsonElement Trusted { get; init; }

    [JsonPropertyName("private")]
    public JsonElement Private { get; init; }
}
