namespace Parley.Server.Settings;

/// <summary>A server that helps two browsers to find each other.</summary>
public sealed class IceServerSettings
{
    public string? Username { get; set; }

    [Secret]
    public string? Credential { get; set; }

    public string? CredentialType { get; set; }

    public string[] Urls { get; set; } = [];
}
