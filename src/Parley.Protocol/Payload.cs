using System.Buffers;
using System.Text;
using System.Text.Json;
using Parley.Protocol.Json;

namespace Parley.Protocol;

/// <summary>
/// An opaque JSON value: UTF-8 text which the server carries without reading or re-encoding it.
/// <c>default</c> stands for a value that is absent or JSON <c>null</c>; the protocol does not tell the two apart.
/// </summary>
public readonly struct Payload : IEquatable<Payload>
{
    /// <summary>How deep values may be nested: enough for any client, and safe for whatever goes through them recursively.</summary>
    public const int DepthMax = 1000;

    private static readonly byte[] ClearText = "\"\u2421\""u8.ToArray();
    private static readonly byte[] EscapedClearText = "\"\\u2421\""u8.ToArray();

    /// <summary>No value either, but parameters of a reply are written as <c>null</c> instead of being left out.</summary>
    public static readonly Payload WrittenNull = new("null"u8.ToArray(), isWritten: true);

    private readonly bool _isWrittenNull;

    /// <param name="utf8">One complete JSON value. The memory must not change afterwards.</param>
    public Payload(ReadOnlyMemory<byte> utf8) =>
        Utf8 = utf8.Span.SequenceEqual("null"u8) ? default : utf8;

    private Payload(byte[] utf8, bool isWritten) => (Utf8, _isWrittenNull) = (utf8, isWritten);

    /// <summary>The JSON text; empty if there is no value.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>No value: not supplied, or <c>null</c>.</summary>
    public bool IsNull => _isWrittenNull || Utf8.IsEmpty;

    /// <summary>The one-character string U+2421, by which a client asks to remove the stored value.</summary>
    public bool IsClear => Utf8.Length is 5 or 8
        && (Utf8.Span.SequenceEqual(ClearText) || Utf8.Span.SequenceEqual(EscapedClearText));

    public bool IsObject => !Utf8.IsEmpty && Utf8.Span[0] == (byte)'{';

    /// <summary>An object without members.</summary>
    public bool IsEmptyObject => IsObject && Utf8.Span[1..^1].IndexOfAnyExcept(" \t\r\n"u8) < 0;

    public bool IsString => !Utf8.IsEmpty && Utf8.Span[0] == (byte)'"';

    /// <summary>The JSON text of <paramref name="json"/>, which must be valid: for values of our own making.</summary>
    public static Payload FromJson(string json) => new(Encoding.UTF8.GetBytes(json));

    /// <summary>A JSON string.</summary>
    public static Payload FromString(string text)
    {
        var buffer = new ArrayBufferWriter<byte>(text.Length + 2);
        using (var writer = new Utf8JsonWriter(buffer, JsonText.Compact))
            writer.WriteStringValue(text);
        return new Payload(buffer.WrittenMemory.ToArray());
    }

    /// <summary>
    /// Reads a value that comes from outside, by itself: one JSON value of at most <see cref="DepthMax"/> levels, which is copied.
    /// Empty text is no value. What is no UTF-8, and halves of surrogate pairs, become U+FFFD.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out Payload value)
    {
        value = default;
        if (utf8.IsEmpty)
            return true;
        var text = JsonText.Repair(utf8);
        try
        {
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = DepthMax });
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            var end = (int)reader.BytesConsumed;
            // Throws if something follows.
            reader.Read();
            value = new Payload(text[start..end].ToArray());
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The value of a JSON string; null for any other value.</summary>
    public string? AsString()
    {
        if (!IsString)
            return null;
        var reader = new Utf8JsonReader(Utf8.Span);
        reader.Read();
        return reader.GetString();
    }

    /// <summary>What is stored once <see cref="IsClear"/> values are taken as "nothing".</summary>
    public Payload OrNoneIfClear() => IsClear ? default : this;

    public bool Equals(Payload other) => Utf8.Span.SequenceEqual(other.Utf8.Span);

    public override bool Equals(object? obj) => obj is Payload other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Utf8.Span);
        return hash.ToHashCode();
    }

    public override string ToString() => Encoding.UTF8.GetString(Utf8.Span);

    public static bool operator ==(Payload left, Payload right) => left.Equals(right);

    public static bool operator !=(Payload left, Payload right) => !left.Equals(right);
}
