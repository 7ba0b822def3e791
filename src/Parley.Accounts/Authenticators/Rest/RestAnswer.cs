using System.Text.Json.Serialization;

namespace Parley.Accounts.Authenticators.Rest;

/// <summary>What the service answers (part A 4.6).</summary>
internal sealed record RestAnswer
{
    [JsonPropertyName("err")]
    public string? Error { get; init; }

    [JsonPropertyName("rec")]
    public RestRecord? Record { get; init; }

    [JsonPropertyName("byteval")]
    public byte[]? Bytes { get; init; }

    [JsonPropertyName("boolval")]
    public bool Flag { get; init; }

    [JsonPropertyName("strarr")]
    public IReadOnlyList<string>? Texts { get; init; }

    [JsonPropertyName("newacc")]
    public RestNewAccount? NewAccount { get; init; }
}
