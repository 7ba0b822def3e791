using System.Buffers;
using System.Text.Json;
using Parley.Protocol.Json;

namespace Parley.Protocol.Replies;

/// <summary>Builds the parameters of replies.</summary>
public static class ReplyParams
{
    /// <summary>An object with one number.</summary>
    public static Payload Number(string name, int value) => Write(w => w.WriteNumber(name, value));

    /// <summary>An object with one text.</summary>
    public static Payload Text(string name, string value) => Write(w => w.WriteString(name, value));

    /// <summary>An object with one flag.</summary>
    public static Payload Flag(string name, bool value) => Write(w => w.WriteBoolean(name, value));

    /// <summary><c>{"what":…}</c></summary>
    public static Payload What(string what) => Text("what", what);

    /// <summary><c>{"seq":…}</c>, the parameter of every accepted message.</summary>
    public static Payload Seq(int seq)
    {
        Span<byte> text = stackalloc byte[24];
        "{\"seq\":"u8.CopyTo(text);
        seq.TryFormat(text[7..], out var digits);
        text[7 + digits] = (byte)'}';
        return new Payload(text[..(8 + digits)].ToArray());
    }

    /// <summary>An object whose members <paramref name="members"/> writes.</summary>
    public static Payload Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(buffer, JsonText.Compact))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }
        return new Payload(buffer.WrittenMemory.ToArray());
    }
}
