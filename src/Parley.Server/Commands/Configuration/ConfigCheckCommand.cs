using System.CommandLine;
using Parley.Server.Commands.Help;
using Parley.Server.Commands.Output;
using Parley.Server.Settings;

namespace Parley.Server.Commands.Configuration;

/// <summary><c>parley config check</c>.</summary>
internal static class ConfigCheckCommand
{
    public static Command Create()
    {
        var command = new ExplainedCommand(
            "check",
            "Say what is wrong with the settings and how to mend it. The exit code is 1 if the server could not start with them.",
            "parley config check",
            "parley config check --config /etc/parley/parley.json",
            "parley config check --tinode-config tinode.conf");
        var answer = new AnswerOption(command);
        var folder = new FolderOptions(command);
        command.SetAction(result =>
        {
            var check = SettingsCheck.Of(folder.Sources(result));
            answer.Of(result).Write(check, SettingsCheckView.Show);
            return check.IsGood ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }
}
