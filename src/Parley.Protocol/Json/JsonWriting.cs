using System.Text.Json;
using Parley.Protocol.Packets.Parts;

namespace Parley.Protocol.Json;

/// <summary>Writes members that packets of clients and servers have in common.</summary>
internal static class JsonWriting
{
    /// <summary>Left out if null.</summary>
    public static void Text(this Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    /// <summary>Left out if null or empty.</summary>
    public static void TextIfAny(this Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            json.WriteString(name, value);
    }

    /// <summary>Left out if 0.</summary>
    public static void Number(this Utf8JsonWriter json, ReadOnlySpan<byte> name, int value)
    {
        if (value != 0)
            json.WriteNumber(name, value);
    }

    /// <summary>Left out if false.</summary>
    public static void Flag(this Utf8JsonWriter json, ReadOnlySpan<byte> name, bool value)
    {
        if (value)
            json.WriteBoolean(name, true);
    }

    /// <summary>Left out if null.</summary>
    public static void Bytes(this Utf8JsonWriter json, ReadOnlySpan<byte> name, byte[]? value)
    {
        if (value is not null)
            json.WriteBase64String(name, value);
    }

    /// <summary>Left out if there is no value.</summary>
    public static void Raw(this Utf8JsonWriter json, ReadOnlySpan<byte> name, Payload value)
    {
        if (value.IsNull)
            return;
        json.WritePropertyName(name);
        json.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
    }

    /// <summary>Left out if null.</summary>
    /// <param name="fractionDigits">At most so many digits of the fraction of a second.</param>
    public static void Time(this Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTime? value, int fractionDigits = JsonTime.Milliseconds)
    {
        if (value is not { } time)
            return;
        Span<byte> text = stackalloc byte[JsonTime.LengthMax];
        json.WriteString(name, text[..JsonTime.Write(time, fractionDigits, text)]);
    }

    /// <summary>Left out if null.</summary>
    public static void Texts(this Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<string>? values)
    {
        if (values is null)
            return;
        json.WriteStartArray(name);
        for (var i = 0; i < values.Count; i++)
            json.WriteStringValue(values[i]);
        json.WriteEndArray();
    }

    /// <summary>Left out if null.</summary>
    public static void Ranges(this Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<SeqRange>? values)
    {
        if (values is null)
            return;
        json.WriteStartArray(name);
        for (var i = 0; i < values.Count; i++)
        {
            json.WriteStartObject();
            json.Number("low"u8, values[i].Low);
            json.Number("hi"u8, values[i].Hi);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Left out if null.</summary>
    public static void DefaultAccess(this Utf8JsonWriter json, DefaultAccessPart? value)
    {
        if (value is null)
            return;
        json.WriteStartObject("defacs"u8);
        json.Text("auth"u8, value.Auth);
        json.Text("anon"u8, value.Anon);
        json.WriteEndObject();
    }
}
