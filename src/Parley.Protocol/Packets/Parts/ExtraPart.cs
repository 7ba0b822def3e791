namespace Parley.Protocol.Packets.Parts;

/// <summary>What stands beside any packet.</summary>
/// <param name="Attachments">URLs of uploaded files that the packet refers to.</param>
/// <param name="OnBehalfOf">Root only: the user to act for.</param>
/// <param name="AuthLevel">Root only: the level to act at.</param>
public sealed record ExtraPart(IReadOnlyList<string>? Attachments, string? OnBehalfOf, string? AuthLevel);
