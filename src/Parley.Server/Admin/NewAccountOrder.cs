namespace Parley.Server.Admin;

/// <param name="Level">"auth" or "root".</param>
/// <param name="Name">As others see it; null for none.</param>
/// <param name="Email">Taken as confirmed; null for none.</param>
internal sealed record NewAccountOrder(string Login, string Password, string Level, string? Name, string? Email);
