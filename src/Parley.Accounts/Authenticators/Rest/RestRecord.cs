using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Accounts.Authenticators.Rest;

/// <summary>A login as the service knows it.</summary>
internal sealed record RestRecord
{
    [JsonPropertyName("uid")]
    public string? User { get; init; }

    [JsonPropertyName("authlvl")]
    public string? Level { get; init; }

    /// <summary>A number of seconds, or a text as "5000s".</summary>
    [JsonPropertyName("lifetime")]
    public JsonElement Lifetime { get; init; }

    /// <summary>A number of bits, or letters as "V".</summary>
    [JsonPropertyName("features")]
    public JsonElement Features { get; init; }

    [JsonPropertyName("tags")]
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>"ok", "susp", "del" or "undef"; none is "ok".</summary>
    [JsonPropertyName("state")]
    public string? State { get; init; }
}
