using Parley.Server.Admin;
using Parley.Server.Commands.Output;
using Parley.Topics.Operator;

namespace Parley.Server.Commands.Topics;

/// <summary>Shows topics in a table.</summary>
internal sealed class TopicListView : IListView<OperatorTopic>
{
    public IReadOnlyList<string> Columns { get; } = ["topic", "kind", "state", "members", "messages", "last", "title"];

    public string Empty => "There are no such topics.";

    public string KeyOf(OperatorTopic item) => item.Topic.Value;

    public IReadOnlyList<string> RowOf(OperatorTopic item) =>
    [
        item.Topic.Value, item.Kind, StateWords.Format(item.State), Words.Number(item.Members), Words.Number(item.Seq), Words.Time(item.Touched),
        item.Title ?? "",
    ];
}
