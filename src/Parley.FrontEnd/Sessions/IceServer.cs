namespace Parley.FrontEnd.Sessions;

/// <summary>A STUN or TURN server, as told to clients.</summary>
public sealed record IceServer(
    IReadOnlyList<string> Urls, string? UserName = null, string? Credential = null, string? CredentialType = null);
