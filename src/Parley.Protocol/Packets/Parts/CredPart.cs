namespace Parley.Protocol.Packets.Parts;

/// <summary>A credential that a user adds, confirms or removes.</summary>
public sealed record CredPart
{
    /// <summary>"email" or "tel".</summary>
    public string? Method { get; init; }
    public string? Value { get; init; }

    /// <summary>The code that confirms the credential.</summary>
    public string? Response { get; init; }

    /// <summary>A JSON object, or null.</summary>
    public Payload Params { get; init; }
}
