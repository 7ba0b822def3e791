using Parley.Storage.Records;

namespace Parley.Server.Commands.Database;

/// <summary>What is in a data folder.</summary>
/// <param name="Schema">How far the database is up to date: its last step.</param>
/// <param name="SchemaLatest">The last step that this program knows.</param>
/// <param name="Counts">Null if the database is not up to date.</param>
internal sealed record DatabaseStatus(string Data, long DatabaseBytes, int Schema, int SchemaLatest, bool IsServerRunning, InventoryCounts? Counts);
