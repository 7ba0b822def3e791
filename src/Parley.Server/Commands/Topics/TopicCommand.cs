using System.CommandLine;
using Parley.Server.Commands.Help;

namespace Parley.Server.Commands.Topics;

/// <summary><c>parley topic</c>: groups and conversations in the hands of the operator, whether the server runs or not.</summary>
internal static class TopicCommand
{
    public static Command Create() => new ExplainedCommand(
        "topic", "Look at topics and delete them, also while the server runs.", "parley topic list", "parley topic show grpAbCdEfGhIjk")
    {
        TopicListCommand.Create(),
        TopicShowCommand.Create(),
        TopicDeleteCommand.Create(),
    };

    /// <summary>The argument that names the topic.</summary>
    public static Argument<string> AddArgument(Command command)
    {
        var topic = new Argument<string>("TOPIC") { Description = "Name of the topic: grp…, chn…, p2p… or slf…" };
        command.Add(topic);
        return topic;
    }
}
