using System.CommandLine;
using Parley.Server.Admin.Orders;
using Parley.Server.Commands.Output;
using Parley.Topics.Operator;

namespace Parley.Server.Commands.Topics;

/// <summary><c>parley topic list</c>.</summary>
internal static class TopicListCommand
{
    public static Command Create()
    {
        var command = new OperatorCommand(
            "list",
            "Show topics in the order in which they were made.",
            "parley topic list",
            "parley topic list --kind channel",
            "parley topic list hiking --json");
        var options = new ListOptions(command);
        var kind = new Option<string?>("--kind") { Description = "Only topics of this kind." };
        kind.AcceptOnlyFromAmong("group", "channel", "p2p", "self", "system");
        command.Add(kind);
        return command.Does((result, desk, answer, cancellationToken) =>
        {
            var filter = new TopicFilter(
                options.Text(result), result.GetValue(kind), options.State(result), options.After(result), options.LimitAsked(result));
            return answer.WriteListAsync(
                desk.ListAsync(new ListTopics(filter), cancellationToken), new TopicListView(), options.Limit(result), cancellationToken);
        });
    }
}
