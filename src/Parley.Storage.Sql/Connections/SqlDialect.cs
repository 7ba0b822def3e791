using System.Data.Common;

namespace Parley.Storage.Sql.Connections;

/// <summary>What differs between vendors in statements that are otherwise the same.</summary>
internal abstract class SqlDialect
{
    /// <summary>Stands in statements for the function that gives the greatest of its arguments.</summary>
    public const string Greatest = "{greatest}";

    public abstract string EngineName { get; }

    /// <summary>Begins a transaction that will write.</summary>
    public abstract string BeginWrite { get; }

    /// <summary>Begins a transaction whose statements all see the same state.</summary>
    public abstract string BeginRead { get; }

    /// <summary>A statement with the vendor's words in it.</summary>
    public abstract string Adapt(string sql);

    /// <summary>True if something that must be unique is taken.</summary>
    public abstract bool IsConstraint(DbException exception);

    /// <summary>One sentence: what is wrong with the database, and how to mend it.</summary>
    public abstract string Explain(DbException exception);
}
