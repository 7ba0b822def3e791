using System.CommandLine;
using Parley.Server.Admin.Orders;
using Parley.Server.Commands.Output;

namespace Parley.Server.Commands.Topics;

/// <summary><c>parley topic delete</c>.</summary>
internal static class TopicDeleteCommand
{
    public static Command Create()
    {
        var command = new OperatorCommand(
            "delete",
            "Delete a topic as its owner could: whoever is in it is detached, members are told that it is gone.",
            "parley topic delete grpAbCdEfGhIjk",
            "parley topic delete grpAbCdEfGhIjk --hard --yes");
        var topic = TopicCommand.AddArgument(command);
        var hard = new Option<bool>("--hard") { Description = "Remove all messages for good; else a group is marked deleted. Conversations are always removed." };
        command.Add(hard);
        var confirmation = new Confirmation(command);
        return command.Does(async (result, desk, answer, cancellationToken) =>
        {
            var (name, isHard) = (result.GetRequiredValue(topic), result.GetValue(hard));
            confirmation.Ask(result, $"Delete {name} with all its messages?");
            var deleted = await Terminal.WaitAsync("Deleting", () => desk.DoAsync(new DeleteTopic(name, isHard), cancellationToken));
            answer.Write(new { topic = deleted.Topic, hard = isHard }, _ => Terminal.Line($"{name} is deleted{(deleted.Title is null ? "" : $": {deleted.Title}")}."));
        });
    }
}
