using Parley.Server.Admin;
using Parley.Server.Commands.Output;
using Parley.Topics.Operator;

namespace Parley.Server.Commands.Topics;

/// <summary>Shows one topic to people.</summary>
internal static class TopicView
{
    private const int PeopleMax = 20;

    public static void Show(OperatorTopicDetails details)
    {
        var topic = details.Topic;
        Terminal.Heading(topic.Topic.Value, topic.Title is null ? "" : $"  {topic.Title}");
        Terminal.Fact("Kind", topic.Kind);
        Terminal.Fact("State", StateWords.Format(topic.State));
        Terminal.Fact("Owner", topic.Owner.IsNone ? "nobody" : topic.Owner.ToString());
        Terminal.Fact("Members", Words.Number(topic.Members));
        Terminal.Fact("Messages", Words.Number(topic.Seq), "number of the last one");
        Terminal.Fact("Access", details.AccessAuth.ToString(), $"anonymous {details.AccessAnon}");
        Terminal.Fact("Tags", Words.List(details.Tags));
        Terminal.Fact("Created", Words.Time(topic.Created));
        Terminal.Fact("Last message", Words.Time(topic.Touched));
        if (details.People.Count == 0)
            return;
        Terminal.Table(
            ["member", "access", "name"],
            details.People.Take(PeopleMax).Select(member => new[] { member.User.ToString(), member.Mode.ToString(), member.Name ?? "" }));
        if (details.People.Count > PeopleMax)
            Terminal.Line($"  and {Words.Number(details.People.Count - PeopleMax)} more; --json has them.");
    }
}
