using System.Text.Json;

namespace Parley.Protocol.Json;

/// <summary>
/// Steps through the members of JSON objects and reads the value where <see cref="NextMember"/> or
/// <see cref="NextElement"/> has stopped. Names match whatever their case. Null means "not supplied". A value of the wrong type
/// spoils the whole packet (<see cref="IsBad"/>); what is no JSON at all throws <see cref="JsonException"/>.
/// </summary>
/// <remarks>
/// Of a member that is given twice the last one counts. Methods that take what was read before keep it on null, or add
/// to it: as the reference does for texts, numbers, flags and objects.
/// </remarks>
internal ref struct JsonCursor
{
    // Each is read and written anew with all that it had before: thousands of them in one packet would cost minutes.
    private const int UnionsMax = 8;

    /// <summary>No name of the protocol is longer.</summary>
    private const int NameMax = 16;

    /// <summary>Bytes of scratch memory: enough for a name whose characters are all escaped.</summary>
    public const int ScratchLength = NameMax * 6;

    private readonly ReadOnlySpan<byte> _source;
    private readonly Span<byte> _scratch;
    private Utf8JsonReader _reader;
    private ReadOnlySpan<byte> _name;
    private int _unions;

    /// <param name="source">Valid UTF-8.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> bytes.</param>
    /// <param name="depthMax">Deeper values are no JSON. Depth costs no stack here, but it may elsewhere.</param>
    public JsonCursor(ReadOnlySpan<byte> source, Span<byte> scratch, int depthMax)
    {
        _source = source;
        _scratch = scratch;
        _reader = new Utf8JsonReader(source, new JsonReaderOptions { MaxDepth = depthMax });
    }

    /// <summary>Something had the wrong type: the packet cannot be read.</summary>
    public bool IsBad { get; private set; }

    /// <summary>Goes into the object that the text must be; false if it is something else.</summary>
    public bool BeginDocument() => _reader.Read() && _reader.TokenType == JsonTokenType.StartObject;

    /// <summary>True if nothing follows the object.</summary>
    public bool EndDocument() => !IsBad && !_reader.Read();

    /// <summary>Goes into the object that is the current value; false if it is null or no object.</summary>
    public bool BeginObject() => IsToken(JsonTokenType.StartObject);

    /// <summary>Goes into the array that is the current value; false if it is null or no array.</summary>
    public bool BeginArray() => IsToken(JsonTokenType.StartArray);

    /// <summary>Goes to the next element; false behind the last one, and once the packet is bad.</summary>
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

    public string? Text(string? before) => IsToken(JsonTokenType.String) ? _reader.GetString() : before;

    /// <summary>A whole number of 32 bits, written without fraction and exponent.</summary>
    public int Number(int before)
    {
        if (!IsToken(JsonTokenType.Number))
            return before;
        if (_reader.TryGetInt32(out var value))
            return value;
        IsBad = true;
        return before;
    }

    public bool Flag(bool before)
    {
        if (_reader.TokenType is JsonTokenType.True or JsonTokenType.False)
            return _reader.TokenType == JsonTokenType.True;
        IsBad |= _reader.TokenType != JsonTokenType.Null;
        return before;
    }

    /// <summary>Base64 of the standard alphabet with padding; line breaks within are skipped.</summary>
    public byte[]? Bytes()
    {
        if (Text(null) is not { } text)
            return null;
        if (TryReadBase64(text, out var bytes))
            return bytes;
        IsBad = true;
        return null;
    }

    /// <summary>The same for a member that must not spoil the packet: null for whatever is no such text.</summary>
    public byte[]? BytesOrNone()
    {
        if (_reader.TokenType == JsonTokenType.String)
            return TryReadBase64(_reader.GetString()!, out var bytes) ? bytes : null;
        Skip();
        return null;
    }

    /// <summary>A time of RFC 3339, as UTC.</summary>
    public DateTime? Time()
    {
        if (Text(null) is not { } text)
            return null;
        if (JsonTime.TryRead(text, out var time))
            return time;
        IsBad = true;
        return null;
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

    /// <summary>An object, as it stands; with the members of one that was given before. Nobody gives one more than a few times.</summary>
    public Payload RawObject(Payload before)
    {
        if (!IsToken(JsonTokenType.StartObject))
            return default;
        var value = Raw();
        if (before.IsNull)
            return value;
        IsBad |= ++_unions > UnionsMax;
        return IsBad ? default : PayloadObject.Union(before, value);
    }

    private bool IsToken(JsonTokenType type)
    {
        if (_reader.TokenType == type)
            return true;
        IsBad |= _reader.TokenType != JsonTokenType.Null;
        return false;
    }

    private static bool TryReadBase64(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length / 4 * 3 + 3];
        // The decoder skips blanks as well as line breaks.
        if (text.AsSpan().IndexOfAny(' ', '\t') >= 0 || !Convert.TryFromBase64String(text, bytes, out var length))
            return false;
        bytes = bytes[..length];
        return true;
    }

    // Names that are too long for any of the protocol are not looked at, and match none.
    private readonly ReadOnlySpan<byte> LowerCased()
    {
        var name = _reader.ValueSpan;
        if (name.Length > (_reader.ValueIsEscaped ? ScratchLength : NameMax))
            return default;
        if (!_reader.ValueIsEscaped && name.IndexOfAnyInRange((byte)'A', (byte)'Z') < 0)
            return name;
        var lower = _scratch[.._reader.CopyString(_scratch)];
        foreach (ref var c in lower)
        {
            if (c is >= (byte)'A' and <= (byte)'Z')
                c |= 0x20;
        }
        return lower;
    }
}
