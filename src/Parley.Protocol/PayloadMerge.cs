using System.Buffers;
using System.Text.Json;

namespace Parley.Protocol;

/// <summary>How a value that a client sends changes a stored one (part B 7.1): objects are merged key by key, U+2421 removes.</summary>
public static class PayloadMerge
{
    private const string Clear = "\u2421";

    /// <param name="stored">The value so far; stays as it is.</param>
    /// <param name="patch">What was sent; null changes nothing.</param>
    /// <param name="changed">True for any text, number, list or flag, even one that is stored already.</param>
    /// <returns>The new value: <paramref name="stored"/> if nothing has changed.</returns>
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
        using var sent = JsonDocument.Parse(patch.Utf8);
        using var old = stored.IsObject ? JsonDocument.Parse(stored.Utf8) : null;
        var buffer = new ArrayBufferWriter<byte>(stored.Utf8.Length + patch.Utf8.Length);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
            changed = WriteMerged(writer, old?.RootElement, sent.RootElement);
        return changed ? new Payload(buffer.WrittenMemory.ToArray()) : stored;
    }

    private static bool WriteMerged(Utf8JsonWriter writer, JsonElement? old, JsonElement sent)
    {
        var changed = false;
        var patches = new Dictionary<string, JsonElement>();
        foreach (var property in sent.EnumerateObject())
            patches[property.Name] = property.Value;
        writer.WriteStartObject();
        if (old is { ValueKind: JsonValueKind.Object } before)
        {
            foreach (var property in before.EnumerateObject())
            {
                if (!patches.Remove(property.Name, out var patch) || patch.ValueKind == JsonValueKind.Null)
                    Write(writer, property.Name, property.Value);
                else
                    changed |= WritePatched(writer, property.Name, property.Value, patch);
            }
        }
        foreach (var (name, patch) in patches)
        {
            if (patch.ValueKind != JsonValueKind.Null)
                changed |= WritePatched(writer, name, null, patch);
        }
        writer.WriteEndObject();
        return changed;
    }

    private static bool WritePatched(Utf8JsonWriter writer, string name, JsonElement? old, JsonElement patch)
    {
        // Compat: removing a key counts as a change even if there is no such key.
        if (patch.ValueKind == JsonValueKind.String && patch.ValueEquals(Clear))
            return true;
        if (patch.ValueKind == JsonValueKind.Object)
        {
            writer.WritePropertyName(name);
            return WriteMerged(writer, old, patch);
        }
        Write(writer, name, patch);
        return true;
    }

    private static void Write(Utf8JsonWriter writer, string name, JsonElement value)
    {
        writer.WritePropertyName(name);
        writer.WriteRawValue(value.GetRawText(), skipInputValidation: true);
    }
}
