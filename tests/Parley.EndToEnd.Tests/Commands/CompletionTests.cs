using Parley.EndToEnd.Tests.Server;
using Parley.EndToEnd.Tests.Tools;

namespace Parley.EndToEnd.Tests.Commands;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("parley us", "user")]
    [InlineData("parley user l", "list", "level")]
    [InlineData("parley user list --sta", "--state")]
    [InlineData("parley user list --state s", "suspended")]
    [InlineData("parley keygen --seq", "--sequence")]
    public async Task Bash_completes_commands_options_and_words(string line, params string[] expected)
    {
        if (ExternalTool.Find("bash") is not { } bash)
        {
            Assert.Skip("There is no bash here.");
            return;
        }

        using var folder = new TemporaryFolder();
        // What bash does when somebody presses Tab at the end of the line.
        var script = folder.Write("complete.sh", $$"""
            parley() { dotnet "{{ParleyProcess.Command}}" "$@"; }
            source <(parley completion bash)
            complete -p parley > /dev/null || exit 1
            COMP_LINE='{{line}}'
            COMP_POINT=${#COMP_LINE}
            read -ra COMP_WORDS <<< "$COMP_LINE"
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _parley
            printf '%s\n' "${COMPREPLY[@]}"
            """);
        var (exitCode, output) = await bash.RunAsync(folder.Path, TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken, script);
        Assert.Equal(0, exitCode);
        Assert.Equal(expected.Order(), output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Order());
    }

    [Theory]
    [InlineData("zsh", "compdef")]
    [InlineData("fish", "complete -c parley")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public async Task Other_shells_get_a_script_too(string shell, string words)
    {
        var (exitCode, output, errors) = await ParleyProcess.RunAsync("completion", shell);
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains(words, output, StringComparison.Ordinal);
        Assert.Contains("[suggest:", output, StringComparison.Ordinal);
    }
}
