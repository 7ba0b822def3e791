using Parley.Server.Sample;

namespace Parley.Server.Commands.Database;

/// <summary>Shows how the sample people log in.</summary>
internal static class SampleView
{
    public static void Show(IReadOnlyList<SampleLogin> people)
    {
        Terminal.Line("  Log in as one of these people. Their passwords are shown only this time:");
        Terminal.Table(["login", "password", "name"], people.Select(person => new[] { person.Login, person.Password, person.Name }));
    }
}
