using System.Data.Common;
using System.Runtime.InteropServices;
using System.Text.Json;
using Parley.Protocol;

namespace Parley.Storage.Sql.Rows;

/// <summary>How values look in the database: times as milliseconds since 1970, payloads and lists as JSON text in bytes.</summary>
internal static class SqlValues
{
    public static long ToSql(this DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    public static object? ToSql(this DateTime? time) => time is { } known ? known.ToSql() : null;

    public static byte[]? ToSql(this Payload payload)
    {
        if (payload.IsNull)
            return null;
        return MemoryMarshal.TryGetArray(payload.Utf8, out var part) && part.Offset == 0 && part.Count == part.Array!.Length
            ? part.Array
            : payload.Utf8.ToArray();
    }

    public static byte[]? ToSql(this IReadOnlyList<string> list) => list.Count == 0 ? null : JsonSerializer.SerializeToUtf8Bytes(list);

    public static long ToSql(this bool value) => value ? 1 : 0;

    public static DateTime TimeAt(this DbDataReader row, int index) =>
        DateTime.UnixEpoch.AddTicks(row.GetInt64(index) * TimeSpan.TicksPerMillisecond);

    public static DateTime? TimeOrNullAt(this DbDataReader row, int index) => row.IsDBNull(index) ? null : row.TimeAt(index);

    public static string? TextOrNullAt(this DbDataReader row, int index) => row.IsDBNull(index) ? null : row.GetString(index);

    public static bool FlagAt(this DbDataReader row, int index) => row.GetInt64(index) != 0;

    public static Payload PayloadAt(this DbDataReader row, int index) =>
        row.IsDBNull(index) ? default : new Payload(row.GetFieldValue<byte[]>(index));

    public static IReadOnlyList<string> ListAt(this DbDataReader row, int index) =>
        row.IsDBNull(index) ? [] : JsonSerializer.Deserialize<string[]>(row.GetFieldValue<byte[]>(index)) ?? [];
}
