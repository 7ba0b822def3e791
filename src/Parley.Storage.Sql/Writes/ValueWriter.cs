using Parley.Storage.Sql.Rows;
using Parley.Storage.Writes;

namespace Parley.Storage.Sql.Writes;

/// <summary>Writes small values under keys.</summary>
internal sealed class ValueWriter(SqlWriter writer)
{
    private const string Exists = "SELECT 1 FROM key_values WHERE key = @key";
    private const string Update = "UPDATE key_values SET value = @value, at = @at WHERE key = @key";
    private const string Insert = "INSERT INTO key_values (value, at, key) VALUES (@value, @at, @key)";
    private const string Delete = "DELETE FROM key_values WHERE key = @key";

    public WriteOutcome Put(PutValue write)
    {
        if (write.OnlyIfNew && writer.Database.Scalar(Exists, write.Key) is not null)
            return WriteOutcome.Duplicate("value");
        object?[] values = [write.Value, write.At.ToSql(), write.Key];
        if (writer.Database.Execute(Update, values) == 0)
            writer.Database.Execute(Insert, values);
        return WriteOutcome.Done;
    }

    public WriteOutcome Remove(string key)
    {
        writer.Database.Execute(Delete, key);
        return WriteOutcome.Done;
    }
}
