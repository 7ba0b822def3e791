namespace Parley.Protocol.Packets.Parts;

/// <summary>A credential of a user as told to that user.</summary>
public sealed record CredInfo(string? Method, string? Value, bool IsDone);
