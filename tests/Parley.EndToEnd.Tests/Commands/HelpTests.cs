using System.CommandLine;
using Parley.EndToEnd.Tests.Server;
using Parley.Server.Commands;
using Parley.Server.Commands.Help;

namespace Parley.EndToEnd.Tests.Commands;

public sealed class HelpTests
{
    public static TheoryData<string> Commands => [.. All(ParleyCommand.Create(), "parley").Select(command => command.Path)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_shows_how_it_is_used_and_the_examples_are_right(string path)
    {
        var root = ParleyCommand.Create();
        var command = Assert.IsAssignableFrom<ExplainedCommand>(All(root, "parley").Single(command => command.Path == path).Command);
        Assert.NotEmpty(command.Examples);
        foreach (var example in command.Examples)
        {
            // What stands before and behind, as pipes and files, is the shell's.
            var line = example[example.IndexOf("parley", StringComparison.Ordinal)..].Split('<', '>', '|', ')')[0];
            var result = root.Parse(line["parley".Length..]);
            Assert.Empty(result.Errors);
            Assert.StartsWith(path, NameOf(result.CommandResult.Command), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_and_option_is_described(string path)
    {
        var command = All(ParleyCommand.Create(), "parley").Single(command => command.Path == path).Command;
        Assert.False(string.IsNullOrEmpty(command.Description));
        Assert.All(command.Options, option => Assert.False(string.IsNullOrEmpty(option.Description), option.Name));
        Assert.All(command.Arguments, argument => Assert.False(string.IsNullOrEmpty(argument.Description), argument.Name));
    }

    [Fact]
    public async Task Help_ends_with_the_examples()
    {
        var (exitCode, output, errors) = await ParleyProcess.RunAsync("user", "suspend", "--help");
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.EndsWith($"Examples:{Environment.NewLine}  parley user suspend mallory{Environment.NewLine}", output.TrimEnd() + Environment.NewLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("user")]
    [InlineData("user", "suspend")]
    [InlineData("user", "level", "mira", "king")]
    [InlineData("topic", "list", "--limit", "-1")]
    [InlineData("user", "list", "--limit", "many")]
    [InlineData("keygen", "--sequence", "65536")]
    [InlineData("fly")]
    public async Task A_command_line_that_makes_no_sense_is_refused_with_2(params string[] arguments)
    {
        var (exitCode, output, errors) = await ParleyProcess.RunAsync(arguments);
        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains("--help` shows how it is used", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", errors, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Path, Command Command)> All(Command command, string path) =>
        command.Subcommands.SelectMany(sub => All(sub, $"{path} {sub.Name}").Prepend(($"{path} {sub.Name}", sub)));

    private static string NameOf(Command command) =>
        command.Parents.OfType<Command>().FirstOrDefault() is { } parent and not RootCommand ? $"{NameOf(parent)} {command.Name}" : $"parley {command.Name}";
}
