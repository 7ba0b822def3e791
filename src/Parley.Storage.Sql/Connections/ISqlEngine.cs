namespace Parley.Storage.Sql.Connections;

/// <summary>Opens connections to one database. They are ready for use: the schema is there, and settings are made.</summary>
internal interface ISqlEngine : IDisposable
{
    SqlDialect Dialect { get; }

    PreparedConnection OpenWriter();

    PreparedConnection OpenReader();
}
