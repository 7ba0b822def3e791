using System.CommandLine;
using Parley.Server.Admin;
using Parley.Server.Commands.Help;
using Parley.Server.Commands.Output;

namespace Parley.Server.Commands;

/// <summary>A command that has its work done at the desk of a data folder, and can answer in JSON.</summary>
internal sealed class OperatorCommand : ExplainedCommand
{
    private readonly AnswerOption _answer;

    public OperatorCommand(string name, string description, params string[] examples) : base(name, description, examples) =>
        _answer = new AnswerOption(this);

    /// <summary>The command makes the data folder if there is none: only what adds something does.</summary>
    public bool MayMakeFolder { get; init; }

    /// <summary>Sets what the command does; to be called when its own arguments and options are there.</summary>
    public OperatorCommand Does(Func<ParseResult, IDesk, Answer, CancellationToken, Task> work) =>
        Does(async (result, desk, answer, cancellationToken) =>
        {
            await work(result, desk, answer, cancellationToken);
            return ExitCode.Done;
        });

    /// <summary>The same for a command whose answer may be no.</summary>
    public OperatorCommand Does(Func<ParseResult, IDesk, Answer, CancellationToken, Task<int>> work)
    {
        var folder = new FolderOptions(this);
        SetAction(async (result, cancellationToken) =>
        {
            await using var desk = await Desks.OpenAsync(folder.Read(result), MayMakeFolder, cancellationToken);
            return await work(result, desk, _answer.Of(result), cancellationToken);
        });
        return this;
    }
}
