namespace Parley.Server.Sample;

/// <param name="Login">The key by which the sample names people, too.</param>
/// <param name="Name">As others see it.</param>
/// <param name="About">A word of the person about itself.</param>
internal sealed record SamplePerson(string Login, string Name, string About);
