using System.Globalization;
using Parley.Server.Data;

namespace Parley.Server.Commands.Database;

/// <summary>Shows how far a database is up to date.</summary>
internal static class SchemaView
{
    public static void Show(SchemaStatus schema) => Terminal.Line($"The database has schema {Words(schema)}.");

    public static string Words(SchemaStatus schema) => schema switch
    {
        { IsCurrent: true } => string.Create(CultureInfo.InvariantCulture, $"{schema.Version}, up to date"),
        { IsNewer: true } => string.Create(CultureInfo.InvariantCulture, $"{schema.Version}, of a newer Parley than this one, which knows {schema.Latest}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{schema.Version} of {schema.Latest}"),
    };
}
