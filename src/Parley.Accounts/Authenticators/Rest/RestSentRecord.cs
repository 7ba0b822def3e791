using System.Text.Json.Serialization;

namespace Parley.Accounts.Authenticators.Rest;

/// <summary>A login as it is told to the service. What is null is left out.</summary>
internal sealed record RestSentRecord
{
    /// <summary>Eleven characters, without "usr".</summary>
    [JsonPropertyName("uid")]
    public string? User { get; init; }

    /// <summary>"auth" and the like.</summary>
    [JsonPropertyName("authlvl")]
    public string? Level { get; init; }

    /// <summary>Nanoseconds. The service answers in seconds, or as a text.</summary>
    [JsonPropertyName("lifetime")]
    public long? Lifetime { get; init; }

    /// <summary>"V", "L" or both.</summary>
    [JsonPropertyName("features")]
    public string? Features { get; init; }

    [JsonPropertyName("tags")]
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Always there, and written so.</summary>
    [JsonPropertyName("State")]
    public string State { get; init; } = "ok";
}
