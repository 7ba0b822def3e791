namespace Parley.Protocol.Packets.Parts;

/// <summary>Access as told to clients: mode texts, or in a presence notice changes such as "+W-P".</summary>
/// <param name="Mode">Want and given together; null in notices.</param>
public sealed record AccessPart(string? Want, string? Given, string? Mode = null);
