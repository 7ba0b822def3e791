using System.Data.Common;
using System.Text.RegularExpressions;

namespace Parley.Storage.Sql.Connections;

/// <summary>
/// An open connection with its prepared statements. Values are given in the order in which their names (<c>@name</c>) first occur in
/// the statement. For one thread at a time.
/// </summary>
internal sealed partial class PreparedConnection(DbConnection connection, SqlDialect dialect) : IDisposable
{
    // Statements are constants, so that the reference is enough to find them.
    private readonly Dictionary<string, DbCommand> _commands = new(ReferenceEqualityComparer.Instance);

    /// <summary>Runs a constant statement and tells how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteNonQuery();

    /// <summary>The first column of the first row; null if there is no row, or if it is null.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> values) =>
        Bind(sql, values).ExecuteScalar() is var value and not DBNull ? value : null;

    /// <summary>The rows of a constant statement, to be disposed before the statement is used again.</summary>
    public DbDataReader Query(string sql, params ReadOnlySpan<object?> values) => Bind(sql, values).ExecuteReader();

    /// <summary>The rows of a statement that was put together from constants, with its values by name. It is not kept.</summary>
    public void QueryOnce(string sql, IReadOnlyDictionary<string, object?> values, Action<DbDataReader> onRow)
    {
        using var command = Create(sql);
        foreach (DbParameter parameter in command.Parameters)
            parameter.Value = values[parameter.ParameterName] ?? DBNull.Value;
        using var row = command.ExecuteReader();
        while (row.Read())
            onRow(row);
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
        _commands.Clear();
        connection.Dispose();
    }

    private DbCommand Bind(string sql, ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = Create(sql);
            command.Prepare();
            _commands.Add(sql, command);
        }
        SetValues(command, values);
        return command;
    }

    private static void SetValues(DbCommand command, ReadOnlySpan<object?> values)
    {
        var parameters = command.Parameters;
        if (parameters.Count != values.Length)
            throw new InvalidOperationException($"The statement has {parameters.Count} values, not {values.Length}: {command.CommandText}");
        for (var i = 0; i < values.Length; i++)
            parameters[i].Value = values[i] ?? DBNull.Value;
    }

    // Statements consist of constants; what comes from outside is always a parameter.
    private DbCommand Create(string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = dialect.Adapt(sql);
        foreach (var name in ParameterName().Matches(sql).Select(match => match.Value).Distinct())
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }
        return command;
    }

    [GeneratedRegex("@[a-z0-9_]+")]
    private static partial Regex ParameterName();
}
