using System.CommandLine;
using Parley.Server.Commands.Help;

namespace Parley.Server.Commands.Completion;

/// <summary><c>parley completion</c>: prints what makes a shell complete <c>parley</c>.</summary>
internal static class CompletionCommand
{
    public static Command Create()
    {
        var command = new ExplainedCommand(
            "completion",
            "Print a script that makes a shell complete commands and options of parley.",
            "source <(parley completion bash)",
            "parley completion zsh > ~/.zfunc/_parley",
            "parley completion fish > ~/.config/fish/completions/parley.fish",
            "parley completion pwsh | Out-String | Invoke-Expression");
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong([.. CompletionScripts.Shells]);
        command.Add(shell);
        command.SetAction(result =>
        {
            // Not through the terminal: a script must come out byte by byte as it is.
            Console.Out.Write(CompletionScripts.Of(result.GetRequiredValue(shell)));
            return ExitCode.Done;
        });
        return command;
    }
}
