using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using Parley.Protocol.Json;

namespace Parley.Protocol;

/// <summary>
/// How a value that a client sets meets the stored one (part B 7.1): objects merge member by member, U+2421 removes, null leaves
/// alone, anything else replaces. The cost grows with the length of both texts, whatever their depth.
/// </summary>
public static class PayloadMerge
{
    /// <param name="stored">Is not changed.</param>
    /// <param name="patch">As the client has sent it.</param>
    /// <param name="changed">
    /// True if there is something to store. A value that is no object counts as a change even if it is equal, and so does the
    /// removal of a member that is not there.
    /// </param>
    /// <returns>What to store; <paramref name="stored"/> if nothing has changed.</returns>
    public static Payload Merge(Payload stored, Payload patch, out bool changed)
    {
        changed = false;
        if (patch.IsNull)
            return stored;
        if (patch.IsClear)
        {
            changed = !stored.IsNull;
            return default;
        }
        if (!patch.IsObject)
        {
            changed = true;
            return patch;
        }
        var merged = Node.Parse(stored);
        if (!merged.IsObject)
            merged = Node.NewObject();
        changed = merged.Merge(Node.Parse(patch));
        return changed ? merged.ToPayload() : stored;
    }

    /// <summary>A value that can be changed if it is an object, and is written as it was read as long as it is not.</summary>
    private sealed class Node
    {
        private readonly Payload _text;
        private readonly OrderedDictionary<string, Node>? _members;
        private bool _isTouched;

        private Node(Payload text, OrderedDictionary<string, Node>? members) => (_text, _members) = (text, members);

        public bool IsObject => _members is not null;

        public static Node NewObject() => new(default, []) { _isTouched = true };

        public static Node Parse(Payload text)
        {
            if (!text.IsObject)
                return new Node(text, null);
            var reader = new Utf8JsonReader(text.Utf8.Span, JsonText.AnyDepth);
            reader.Read();
            return Parse(ref reader, text.Utf8);
        }

        /// <summary>Takes over what <paramref name="patch"/> sets; true if that counts as a change.</summary>
        public bool Merge(Node patch)
        {
            Debug.Assert(_members is not null && patch._members is not null);
            var changed = false;
            foreach (var (name, value) in patch._members)
            {
                if (value.IsObject)
                {
                    var there = ObjectAt(name);
                    changed |= there.Merge(value);
                    _isTouched |= there._isTouched;
                    continue;
                }
                if (value._text.IsNull)
                    continue;
                if (value._text.IsClear)
                    _members.Remove(name);
                else
                    _members[name] = value;
                changed = true;
            }
            _isTouched |= changed;
            return changed;
        }

        public Payload ToPayload()
        {
            var buffer = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(buffer, JsonText.Compact))
                Write(writer);
            return new Payload(buffer.WrittenMemory.ToArray());
        }

        private static Node Parse(ref Utf8JsonReader reader, ReadOnlyMemory<byte> source)
        {
            var start = (int)reader.TokenStartIndex;
            OrderedDictionary<string, Node>? members = null;
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                members = [];
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = reader.GetString()!;
                    reader.Read();
                    members[name] = Parse(ref reader, source);
                }
            }
            else
            {
                reader.Skip();
            }
            return new Node(new Payload(source[start..(int)reader.BytesConsumed]), members);
        }

        // Compat: an object onto something else begins with an empty object, which replaces that other value. By itself it
        // does not count as a change, so it is stored only together with one.
        private Node ObjectAt(string name)
        {
            if (_members!.TryGetValue(name, out var there) && there.IsObject)
                return there;
            _isTouched = true;
            return _members[name] = NewObject();
        }

        private void Write(Utf8JsonWriter writer)
        {
            if (!_isTouched)
            {
                if (_text.IsNull)
                    writer.WriteNullValue();
                else
                    writer.WriteRawValue(_text.Utf8.Span, skipInputValidation: true);
                return;
            }
            writer.WriteStartObject();
            foreach (var (name, value) in _members!)
            {
                writer.WritePropertyName(name);
                value.Write(writer);
            }
            writer.WriteEndObject();
        }
    }
}
