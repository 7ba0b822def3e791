using System.CommandLine;
using Parley.Server.Admin;
using Parley.Storage.Records;

namespace Parley.Server.Commands.Output;

/// <summary>The options that all lists have: how many, and which.</summary>
internal sealed class ListOptions
{
    private const int LimitDefault = 100;

    private readonly Argument<string?> _text = new("TEXT") { Description = "Only those with this text in a name or tag.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<int> _limit = NumberOption.Create("--limit", "At most so many, 0 for all.", "COUNT", LimitDefault, 0, int.MaxValue);
    private readonly Option<string?> _after = new("--after") { Description = "Begin after this one.", HelpName = "ID" };
    private readonly Option<string?> _state = new("--state") { Description = "Only those in this state; all but the deleted ones if left out." };

    public ListOptions(Command command)
    {
        _state.AcceptOnlyFromAmong(StateWords.All);
        command.Add(_text);
        command.Add(_limit);
        command.Add(_after);
        command.Add(_state);
    }

    public int Limit(ParseResult result) => result.GetValue(_limit);

    /// <summary>One more than is shown, so that it is known whether there is more.</summary>
    public int LimitAsked(ParseResult result) => Limit(result) is > 0 and < int.MaxValue and var limit ? limit + 1 : 0;

    public string? Text(ParseResult result) => result.GetValue(_text);

    public string? After(ParseResult result) => result.GetValue(_after);

    public ObjectState? State(ParseResult result) => result.GetValue(_state) is { } word ? StateWords.Parse(word) : null;
}
