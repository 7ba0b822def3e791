using System.Globalization;
using System.Text.Json;
using Parley.Protocol.Packets.Parts;

namespace Parley.Protocol.Json;

/// <summary>
/// Steps through the members of JSON objects. Names match whatever their case; null is "not supplied"; a value of the wrong type spoils
/// the whole packet. Values are read where <see cref="NextMember"/> has stopped.
/// </summary>
internal ref struct JsonCursor
{
    /// <summary>Nesting of values; more is refused. Reading is iterative, so depth costs no stack.</summary>
    public const int DepthMax = 10_000;

    /// <summary>No name of the protocol is longer.</summary>
    public const int NameMax = 16;

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = DepthMax };

    private readonly ReadOnlySpan<byte> _source;
    private readonly Span<byte> _scratch;
    private Utf8JsonReader _reader;
    private ReadOnlySpan<byte> _name;

    /// <param name="source">Valid UTF-8.</param>
    /// <param name="scratch">At least <see cref="NameMax"/> bytes.</param>
    public JsonCursor(ReadOnlySpan<byte> source, Span<byte> scratch)
    {
        _source = source;
        _scratch = scratch;
        _reader = new Utf8JsonReader(source, Strict);
    }

    /// <summary>Something had the wrong type: the packet cannot be read.</summary>
    public bool IsBad { get; private set; }

    /// <summary>The first token must open an object.</summary>
    public bool BeginDocument() => _reader.Read() && _reader.TokenType == JsonTokenType.StartObject;

    /// <summary>Nothing follows the object.</summary>
    public bool EndDocument() => !_reader.Read();

    /// <summary>Goes into the object that is the current value; false if it is null, or no object.</summary>
    public bool BeginObject()
    {
        if (_reader.TokenType == JsonTokenType.StartObject)
            return true;
        if (_reader.TokenType != JsonTokenType.Null)
            IsBad = true;
        return false;
    }

    /// <summary>Goes into the array that is the current value; false if it is null, or no array.</summary>
    public bool BeginArray()
    {
        if (_reader.TokenType == JsonTokenType.StartArray)
            return true;
        if (_reader.TokenType != JsonTokenType.Null)
            IsBad = true;
        return false;
    }

    /// <summary>Goes to the next element; false behind the last one.</summary>
    public bool NextElement() => !IsBad && _reader.Read() && _reader.TokenType != JsonTokenType.EndArray;

    /// <summary>Goes to the value of the next member; false behind the last one, and once the packet is bad.</summary>
    public bool NextMember()
    {
        if (IsBad || !_reader.Read() || _reader.TokenType != JsonTokenType.PropertyName)
            return false;
        _name = LowerCased();
        return _reader.Read();
    }

    /// <summary>The current member has this name, given in lower case.</summary>
    public readonly bool Is(ReadOnlySpan<byte> name) => _name.SequenceEqual(name);

    public void Skip() => _reader.Skip();

    public string? Text(string? before)
    {
        if (_reader.TokenType == JsonTokenType.String)
            return _reader.GetString();
        if (_reader.TokenType != JsonTokenType.Null)
            IsBad = true;
        return before;
    }

    public int Number(int before)
    {
        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetInt32(out var value))
            return value;
        if (_reader.TokenType != JsonTokenType.Null)
            IsBad = true;
        return before;
    }

    public bool Flag(bool before)
    {
        if (_reader.TokenType is JsonTokenType.True or JsonTokenType.False)
            return _reader.GetBoolean();
        if (_reader.TokenType != JsonTokenType.Null)
            IsBad = true;
        return before;
    }

    /// <summary>Base64 of the standard alphabet with padding; line breaks within are skipped.</summary>
    public byte[]? Bytes(byte[]? before)
    {
        if (Text(null) is not { } text)
            return before;
        if (text.AsSpan().IndexOfAny(' ', '\t') < 0)
        {
            var bytes = new byte[text.Length / 4 * 3 + 3];
            if (Convert.TryFromBase64String(text, bytes, out var length))
                return bytes[..length];
        }
        IsBad = true;
        return before;
    }

    /// <summary>RFC 3339 with any offset; what is finer than 100 ns is cut off.</summary>
    public DateTime? Time(DateTime? before)
    {
        if (Text(null) is not { } text)
            return before;
        if (TryReadTime(text, out var time))
            return time;
        IsBad = true;
        return before;
    }

    /// <summary>Any value, as it stands.</summary>
    public Payload Raw()
    {
        if (_reader.TokenType == JsonTokenType.Null)
            return default;
        var start = (int)_reader.TokenStartIndex;
        _reader.Skip();
        return new Payload(_source[start..(int)_reader.BytesConsumed].ToArray());
    }

    /// <summary>An object, as it stands.</summary>
    public Payload RawObject(Payload before)
    {
        if (_reader.TokenType == JsonTokenType.Null)
            return before;
        if (_reader.TokenType != JsonTokenType.StartObject)
            IsBad = true;
        return Raw();
    }

    public IReadOnlyList<string>? Texts(IReadOnlyList<string>? before)
    {
        if (!BeginArray())
            return before;
        var texts = new List<string>();
        while (NextElement())
            texts.Add(Text("")!);
        return texts;
    }

    public IReadOnlyList<SeqRange>? Ranges(IReadOnlyList<SeqRange>? before)
    {
        if (!BeginArray())
            return before;
        var ranges = new List<SeqRange>();
        while (NextElement())
        {
            var (low, hi) = (0, 0);
            if (BeginObject())
            {
                while (NextMember())
                {
                    if (Is("low"u8))
                        low = Number(low);
                    else if (Is("hi"u8))
                        hi = Number(hi);
                    else
                        Skip();
                }
            }
            ranges.Add(new SeqRange(low, hi));
        }
        return ranges;
    }

    private static bool TryReadTime(string text, out DateTime time)
    {
        time = default;
        const int SecondsEnd = 19;
        if (text.Length <= SecondsEnd || text[10] != 'T' || !(text[^1] == 'Z' || text[^3] == ':'))
            return false;
        var zone = SecondsEnd;
        if (text[zone] == '.')
        {
            zone++;
            while (zone < text.Length && char.IsAsciiDigit(text[zone]))
                zone++;
            if (zone == SecondsEnd + 1)
                return false;
        }
        var fraction = text[SecondsEnd..Math.Min(zone, SecondsEnd + 8)];
        if (!DateTimeOffset.TryParseExact(
            string.Concat(text.AsSpan(0, SecondsEnd), fraction, text.AsSpan(zone)), ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"],
            CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
            return false;
        time = read.UtcDateTime;
        return true;
    }

    private readonly ReadOnlySpan<byte> LowerCased()
    {
        var name = _reader.ValueSpan;
        if (name.Length > NameMax && !_reader.ValueIsEscaped)
            return default;
        if (!_reader.ValueIsEscaped && name.IndexOfAnyInRange((byte)'A', (byte)'Z') < 0)
            return name;
        if (name.Length > _scratch.Length)
            return default;
        var length = _reader.CopyString(_scratch);
        for (var i = 0; i < length; i++)
        {
            if (_scratch[i] is >= (byte)'A' and <= (byte)'Z')
                _scratch[i] |= 0x20;
        }
        return _scratch[..length];
    }
}
