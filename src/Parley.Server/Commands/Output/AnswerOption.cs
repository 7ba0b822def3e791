using System.CommandLine;

namespace Parley.Server.Commands.Output;

/// <summary>The option by which programs ask for JSON.</summary>
internal sealed class AnswerOption
{
    private readonly Option<bool> _json = new("--json") { Description = "Answer in JSON, for programs." };

    public AnswerOption(Command command) => command.Add(_json);

    public Answer Of(ParseResult result) => new(result.GetValue(_json));
}
