namespace Parley.Server.Admin;

/// <summary>A new password or level of an account.</summary>
/// <param name="Value">The password, or the name of the level.</param>
internal sealed record AccountChangeOrder(string Login, string Value);
