using Parley.Server.Commands.Output;
using Parley.Server.Data;

namespace Parley.Server.Commands.Database;

/// <summary>Shows what is in a data folder.</summary>
internal static class DatabaseStatusView
{
    public static void Show(DatabaseStatus status)
    {
        var schema = new SchemaStatus(status.Schema, status.SchemaLatest);
        Terminal.Fact("Data", status.Data);
        Terminal.Fact("Database", status.DatabaseBytes == 0 ? "none" : Words.Size(status.DatabaseBytes));
        Terminal.Fact("Schema", SchemaView.Words(schema), schema.IsCurrent || schema.IsNewer ? "" : "`parley db migrate` brings it up to date");
        Terminal.Fact("Server", status.IsServerRunning ? "running" : "not running");
        if (status.Counts is not { } counts)
            return;
        Terminal.Fact("Accounts", Words.Number(counts.Users), counts.SuspendedUsers == 0 ? "" : $"{Words.Number(counts.SuspendedUsers)} suspended");
        Terminal.Fact("Topics", Words.Number(counts.Topics));
        Terminal.Fact("Messages", Words.Number(counts.Messages));
        Terminal.Fact("Files", Words.Number(counts.Files));
    }
}
