namespace Parley.Server.Sample;

/// <summary>How one of the sample people logs in. The password is known nowhere else.</summary>
public sealed record SampleLogin(string Login, string Password, string Name);
