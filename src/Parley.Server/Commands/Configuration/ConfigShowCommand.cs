using System.CommandLine;
using Parley.Server.Commands.Help;
using Parley.Server.Commands.Output;
using Parley.Server.Settings;

namespace Parley.Server.Commands.Configuration;

/// <summary><c>parley config show</c>.</summary>
internal static class ConfigShowCommand
{
    public static Command Create()
    {
        var command = new ExplainedCommand(
            "show",
            "Show the settings in force and where each comes from. Secrets are not shown.",
            "parley config show",
            "parley config show --changed",
            "parley config show --tinode-config tinode.conf --json");
        var changed = new Option<bool>("--changed") { Description = "Leave out those that have their default." };
        command.Add(changed);
        var answer = new AnswerOption(command);
        var folder = new FolderOptions(command);
        command.SetAction(result =>
        {
            var layers = SettingLayers.Read(folder.Sources(result), out _);
            var settings = EffectiveSettings.Of(SettingsReader.Bind(layers), layers);
            if (result.GetValue(changed))
                settings = [.. settings.Where(setting => setting.Source != EffectiveSettings.Default)];
            answer.Of(result).Write(settings, SettingsView.Show);
            return ExitCode.Done;
        });
        return command;
    }
}
