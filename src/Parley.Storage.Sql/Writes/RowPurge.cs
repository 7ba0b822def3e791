using Parley.Storage.Sql.Connections;

namespace Parley.Storage.Sql.Writes;

/// <summary>Changes or removes rows that have a key in common, so many at a time: all up to a bound in an order.</summary>
/// <param name="End">Finds the bound: takes the key and how many rows come before it.</param>
/// <param name="UpTo">Takes the key and the bound. Rows that share the bound go together, so that there is always progress.</param>
/// <param name="All">Takes the key: for when there are fewer rows.</param>
internal sealed record RowPurge(string End, string UpTo, string All)
{
    /// <summary>True if no rows are left.</summary>
    /// <param name="rows">How many more rows may go; counted down.</param>
    public bool Remove(PreparedConnection database, long key, ref int rows)
    {
        if (rows <= 0)
            return false;
        if (database.Scalar(End, key, rows - 1) is not { } end)
        {
            rows -= database.Execute(All, key);
            return true;
        }
        rows -= database.Execute(UpTo, key, end);
        return false;
    }
}
