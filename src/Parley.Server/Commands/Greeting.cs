using Parley.Server.Hosting;

namespace Parley.Server.Commands;

/// <summary>The few lines that a started server says.</summary>
internal static class Greeting
{
    public static void Print(ParleyServer server)
    {
        Terminal.Heading($"Parley {Version}", " is running.");
        if (server.MissingWebClient is null)
            Terminal.Fact("Web client", server.Url);
        else
            Terminal.Fact("Start page", server.Url, server.MissingWebClient);
        if (server.GrpcUrl is { } grpc)
            Terminal.Fact("gRPC", grpc);
        Terminal.Fact("Data", server.Folder.Path, server.Folder.IsNew ? "made just now" : "");
        Terminal.Fact("API key", server.ApiKey, "for other client applications");

        if (server.SampleDataWasIgnored)
            Terminal.Line("  There are users already, so --sample-data has added nothing.");
        if (server.SamplePeople is { } people)
        {
            Terminal.Line();
            Terminal.Line("  Log in as one of these people. Their passwords are shown only this time:");
            Terminal.Table(["login", "password", "name"], people.Select(person => new[] { person.Login, person.Password, person.Name }));
        }

        Terminal.Line();
        Terminal.Line("  Ctrl-C stops it.");
    }

    private static string Version => typeof(Greeting).Assembly.GetName().Version?.ToString(3) ?? "";
}
