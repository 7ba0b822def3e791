using System.CommandLine;
using Parley.Server.Commands.Help;

namespace Parley.Server.Commands.Database;

/// <summary><c>parley db</c>: the data folder and its database.</summary>
internal static class DbCommand
{
    public static Command Create() => new ExplainedCommand(
        "db", "Make the data folder, bring its database up to date, tell what is in it.", "parley db status", "parley db init --data /var/lib/parley")
    {
        DbInitCommand.Create(),
        DbMigrateCommand.Create(),
        DbStatusCommand.Create(),
        DbSampleCommand.Create(),
    };
}
