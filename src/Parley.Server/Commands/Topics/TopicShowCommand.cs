using System.CommandLine;
using Parley.Server.Admin.Orders;

namespace Parley.Server.Commands.Topics;

/// <summary><c>parley topic show</c>.</summary>
internal static class TopicShowCommand
{
    public static Command Create()
    {
        var command = new OperatorCommand(
            "show", "Show all about a topic but its messages.", "parley topic show grpAbCdEfGhIjk", "parley topic show grpAbCdEfGhIjk --json");
        var topic = TopicCommand.AddArgument(command);
        return command.Does(async (result, desk, answer, cancellationToken) =>
            answer.Write(await desk.DoAsync(new ShowTopic(result.GetRequiredValue(topic)), cancellationToken), TopicView.Show));
    }
}
