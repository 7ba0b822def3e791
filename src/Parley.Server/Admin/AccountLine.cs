namespace Parley.Server.Admin;

/// <summary>An account in a list for people.</summary>
internal sealed record AccountLine(string User, string Login, string Level, string State, string Name);
