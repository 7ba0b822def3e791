using Parley.Server.Commands.Database;
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
            SampleView.Show(people);
        }

        if (!server.HasUsers)
            PrintFirstSteps(server);
        Terminal.Line();
        Terminal.Line("  Ctrl-C stops it.");
    }

    // What helps somebody who sees this for the first time, and bores everybody else.
    private static void PrintFirstSteps(ParleyServer server)
    {
        var data = $"--data {server.Folder.Path}";
        Terminal.Line();
        Terminal.Line("  Nobody has an account yet. What to do next, in another terminal if need be:");
        if (server.MissingWebClient is null)
            Terminal.Fact("Register", $"open {server.Url} and choose a login");
        Terminal.Fact("Or add", $"parley user add LOGIN {data}", "--level root for an administrator");
        Terminal.Fact("Or try", $"parley db sample {data}", "people, groups and messages to look at");
        Terminal.Fact("Check", $"parley config check {data}");
    }

    private static string Version => typeof(Greeting).Assembly.GetName().Version?.ToString(3) ?? "";
}
