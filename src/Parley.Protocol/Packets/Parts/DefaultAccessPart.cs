namespace Parley.Protocol.Packets.Parts;

/// <summary>Access given to those who join by themselves: of authenticated and of anonymous users, as mode texts.</summary>
public sealed record DefaultAccessPart(string? Auth, string? Anon);
