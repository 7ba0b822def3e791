using System.Text.Json.Serialization;

namespace Parley.Server.Settings;

/// <summary>A server that helps two browsers to find each other. Clients are told it as it is.</summary>
public sealed class IceServerSettings
{
    [JsonPropertyName("username")]
    public string? Username { get; set; }

    [Secret]
    [JsonPropertyName("credential")]
    public string? Credential { get; set; }

    [JsonPropertyName("credential_type")]
    public string? CredentialType { get; set; }

    [JsonPropertyName("urls")]
    public string[] Urls { get; set; } = [];
}
