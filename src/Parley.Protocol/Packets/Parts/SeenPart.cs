namespace Parley.Protocol.Packets.Parts;

/// <summary>When, and by which user agent, a user was last online.</summary>
public sealed record SeenPart(DateTime? When, string? UserAgent);
