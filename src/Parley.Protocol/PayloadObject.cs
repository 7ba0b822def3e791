using System.Buffers;
using System.Text.Json;

namespace Parley.Protocol;

/// <summary>Members of JSON objects that are otherwise left as they are. Of a name given twice the last one counts.</summary>
public static class PayloadObject
{
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = int.MaxValue };

    /// <summary>A member's value; false if there is none, or no object.</summary>
    public static bool TryGet(Payload obj, string name, out Payload value)
    {
        value = default;
        if (!obj.IsObject)
            return false;
        var found = false;
        var reader = new Utf8JsonReader(obj.Utf8.Span, Deep);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(name);
            var (start, end) = SkipValue(ref reader);
            if (isIt)
                (found, value) = (true, new Payload(obj.Utf8[start..end]));
        }
        return found;
    }

    /// <summary>The object with a member added or replaced; a new object if there was none.</summary>
    public static Payload With(Payload obj, string name, Payload value) =>
        FromMembers(Members(obj).Where(m => m.Key != name).Append(new(name, value)));

    /// <summary>The object without a member; null if nothing is left.</summary>
    public static Payload Without(Payload obj, string name)
    {
        var rest = Members(obj).Where(m => m.Key != name).ToArray();
        return rest.Length == 0 ? default : FromMembers(rest);
    }

    /// <summary>The members in the order in which they were first named; none if it is no object.</summary>
    public static IReadOnlyList<KeyValuePair<string, Payload>> Members(Payload obj)
    {
        if (!obj.IsObject)
            return [];
        var members = new OrderedDictionary<string, Payload>();
        var reader = new Utf8JsonReader(obj.Utf8.Span, Deep);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            var (start, end) = SkipValue(ref reader);
            members[name] = new Payload(obj.Utf8[start..end]);
        }
        return [.. members];
    }

    /// <summary>An object of these members; a value that is no value is written as null.</summary>
    public static Payload FromMembers(IEnumerable<KeyValuePair<string, Payload>> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in members)
            {
                writer.WritePropertyName(name);
                if (value.IsNull)
                    writer.WriteNullValue();
                else
                    writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
            }
            writer.WriteEndObject();
        }
        return new Payload(buffer.WrittenMemory.ToArray());
    }

    private static (int Start, int End) SkipValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return (start, (int)reader.BytesConsumed);
    }
}
