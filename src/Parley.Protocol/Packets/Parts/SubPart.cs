namespace Parley.Protocol.Packets.Parts;

/// <summary>A subscription to set: of oneself if <see cref="User"/> is null or empty.</summary>
public sealed record SubPart(string? User, string? Mode);
