using System.Data.Common;
using Microsoft.Data.Sqlite;
using Parley.Storage.Sql.Connections;

namespace Parley.Storage.Sql.Sqlite;

/// <summary>SQLite's words and errors.</summary>
internal sealed class SqliteDialect(string path) : SqlDialect
{
    // Result codes, https://www.sqlite.org/rescode.html
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int TooBig = 18;
    private const int Constraint = 19;
    private const int NotADatabase = 26;

    public override string EngineName => "sqlite";

    public override string BeginWrite => "BEGIN IMMEDIATE";

    public override string BeginRead => "BEGIN";

    public override string Adapt(string sql) => sql.Replace(Greatest, "max", StringComparison.Ordinal);

    public override bool IsConstraint(DbException exception) => exception is SqliteException { SqliteErrorCode: Constraint };

    public override string Explain(DbException exception) => (exception as SqliteException)?.SqliteErrorCode switch
    {
        NotADatabase => $"The file {path} is not a database: restore it from a backup, or move it away to begin with an empty one.",
        Corrupt => $"The database {path} is damaged: stop the server and restore the file from a backup.",
        Full => $"There is no room left for the database {path}: make room on its disk.",
        IoError => $"The disk of the database {path} fails ({Reason(exception)}): look at the disk, then restart the server.",
        ReadOnly => $"The database {path} cannot be written: let this program write the file and its folder.",
        CannotOpen => $"The database {path} cannot be opened: let this program read and write the file and its folder.",
        Busy => $"The database {path} is locked by another program: close what else has the file open.",
        TooBig => $"Something is too large for the database {path}: at most one gigabyte fits into a row.",
        _ => $"The database {path} does not work ({Reason(exception)}): look at the log, then restart the server.",
    };

    private static string Reason(DbException exception) => exception.Message.TrimEnd('.');
}
