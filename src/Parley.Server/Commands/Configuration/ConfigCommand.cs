using System.CommandLine;
using Parley.Server.Commands.Help;

namespace Parley.Server.Commands.Configuration;

/// <summary><c>parley config</c>: the settings.</summary>
internal static class ConfigCommand
{
    public static Command Create() => new ExplainedCommand(
        "config", "Check the settings, or show those in force and where they come from.", "parley config check", "parley config show")
    {
        ConfigCheckCommand.Create(),
        ConfigShowCommand.Create(),
    };
}
