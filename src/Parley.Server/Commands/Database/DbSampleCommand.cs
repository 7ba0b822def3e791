using System.CommandLine;
using Parley.Server.Admin.Orders;

namespace Parley.Server.Commands.Database;

/// <summary><c>parley db sample</c>.</summary>
internal static class DbSampleCommand
{
    public static Command Create()
    {
        var command = new OperatorCommand(
            "sample",
            "Fill an empty database with people, groups and messages, and tell how those people log in.",
            "parley db sample",
            "parley db sample --json")
        {
            MayMakeFolder = true,
        };
        return command.Does(async (_, desk, answer, cancellationToken) =>
        {
            var people = await Terminal.WaitAsync("Adding people and messages", () => desk.DoAsync(new AddSample(), cancellationToken))
                ?? throw new CommandFailedException("There are accounts already, and sample data is added to an empty database only; name a new folder with --data.");
            answer.Write(people, SampleView.Show);
        });
    }
}
