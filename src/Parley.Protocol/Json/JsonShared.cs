using System.Text.Json;
using Parley.Protocol.Packets.Parts;

namespace Parley.Protocol.Json;

/// <summary>Writes members that are left out when they are empty.</summary>
internal static class JsonShared
{
    public static void Text(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            json.WriteString(name, value);
    }

    public static void Number(Utf8JsonWriter json, ReadOnlySpan<byte> name, int value)
    {
        if (value != 0)
            json.WriteNumber(name, value);
    }

    public static void Flag(Utf8JsonWriter json, ReadOnlySpan<byte> name, bool value)
    {
        if (value)
            json.WriteBoolean(name, value);
    }

    public static void Raw(Utf8JsonWriter json, ReadOnlySpan<byte> name, Payload value)
    {
        if (value.IsNull)
            return;
        json.WritePropertyName(name);
        json.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
    }

    public static void Ranges(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<SeqRange> ranges)
    {
        json.WriteStartArray(name);
        foreach (var range in ranges)
        {
            json.WriteStartObject();
            Number(json, "low"u8, range.Low);
            Number(json, "hi"u8, range.Hi);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    public static void DefaultAccess(Utf8JsonWriter json, DefaultAccessPart access)
    {
        json.WriteStartObject("defacs"u8);
        Text(json, "auth"u8, access.Auth);
        Text(json, "anon"u8, access.Anon);
        json.WriteEndObject();
    }
}
