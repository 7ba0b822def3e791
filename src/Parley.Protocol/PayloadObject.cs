using System.Buffers;
using System.Text.Json;
using Parley.Protocol.Json;

namespace Parley.Protocol;

/// <summary>
/// Members of JSON objects whose values are left as they are. A payload that is no object has no members. Of a name that
/// is given twice the last one counts.
/// </summary>
public static class PayloadObject
{
    /// <summary>The value of a member, which may be null; false if there is no such member.</summary>
    public static bool TryGet(Payload obj, string name, out Payload value)
    {
        value = default;
        if (!obj.IsObject)
            return false;
        var found = false;
        var reader = new Utf8JsonReader(obj.Utf8.Span, JsonText.AnyDepth);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(name);
            var text = SkipValue(ref reader, obj);
            if (isIt)
                (found, value) = (true, new Payload(text));
        }
        return found;
    }

    /// <summary>The object with this member, added at the end or replaced in its place; a new object if there was none.</summary>
    public static Payload With(Payload obj, string name, Payload value)
    {
        var members = Read(obj);
        members[name] = value;
        return FromMembers(members);
    }

    /// <summary>The object without this member; no value if nothing remains.</summary>
    public static Payload Without(Payload obj, string name)
    {
        var members = Read(obj);
        members.Remove(name);
        return members.Count == 0 ? default : FromMembers(members);
    }

    /// <summary>The members, in the order in which they are named first.</summary>
    public static IReadOnlyList<KeyValuePair<string, Payload>> Members(Payload obj) => [.. Read(obj)];

    /// <summary>An object of these members, <c>{}</c> if there are none. No value is written as <c>null</c>.</summary>
    public static Payload FromMembers(IEnumerable<KeyValuePair<string, Payload>> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, JsonText.Compact))
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

    /// <summary>The members of both; those of <paramref name="second"/> count where both have one.</summary>
    internal static Payload Union(Payload first, Payload second)
    {
        var members = Read(first);
        foreach (var (name, value) in Read(second))
            members[name] = value;
        return FromMembers(members);
    }

    private static OrderedDictionary<string, Payload> Read(Payload obj)
    {
        var members = new OrderedDictionary<string, Payload>();
        if (!obj.IsObject)
            return members;
        var reader = new Utf8JsonReader(obj.Utf8.Span, JsonText.AnyDepth);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            members[reader.GetString()!] = new Payload(SkipValue(ref reader, obj));
        return members;
    }

    private static ReadOnlyMemory<byte> SkipValue(ref Utf8JsonReader reader, Payload obj)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return obj.Utf8[start..(int)reader.BytesConsumed];
    }
}
