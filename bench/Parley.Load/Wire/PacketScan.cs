using System.Buffers.Text;

namespace Parley.Load.Wire;

/// <summary>
/// Reads the few fields the load tool needs from a packet without building anything. It trusts the server to send
/// well-formed JSON and answers "not found" otherwise.
/// </summary>
internal static class PacketScan
{
    /// <summary>Tells the kind of a packet by its first key.</summary>
    public static PacketKind KindOf(ReadOnlySpan<byte> packet)
    {
        var open = packet.IndexOf((byte)'"');
        if (open < 0) return PacketKind.Other;
        var name = packet[(open + 1)..];
        if (name.StartsWith("data\""u8)) return PacketKind.Data;
        return name.StartsWith("ctrl\""u8) ? PacketKind.Ctrl : PacketKind.Other;
    }

    /// <summary>Reads the reply code and the id (without quotes, empty when absent) of a <c>{ctrl}</c> packet.</summary>
    public static bool TryReadCtrl(ReadOnlySpan<byte> packet, out int code, out ReadOnlySpan<byte> id)
    {
        code = 0;
        id = default;
        if (!TryMember(packet, "ctrl"u8, out var ctrl)) return false;
        var found = TryMember(ctrl, "code"u8, out var codeText) && Utf8Parser.TryParse(codeText, out code, out _);
        if (TryMember(ctrl, "id"u8, out var idText) && idText.Length >= 2) id = idText[1..^1];
        return found;
    }

    /// <summary>
    /// Reads a number that follows the text <c>"name":</c> anywhere in the packet. Enough for packets whose free-form
    /// content the load tool wrote itself; <paramref name="quotedName"/> includes quotes and colon.
    /// </summary>
    public static bool TryNumberAfter(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> quotedName, out long value)
    {
        value = 0;
        var at = packet.IndexOf(quotedName);
        return at >= 0 && Utf8Parser.TryParse(packet[(at + quotedName.Length)..].TrimStart((byte)' '), out value, out _);
    }

    /// <summary>Finds a member of a JSON object and gives its value as written (strings with their quotes).</summary>
    public static bool TryMember(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        value = default;
        var at = SkipBlanks(json, 0);
        if (at >= json.Length || json[at] != '{') return false;
        at = SkipBlanks(json, at + 1);
        while (at < json.Length && json[at] == '"')
        {
            var keyEnd = EndOfValue(json, at);
            var key = json[(at + 1)..Math.Max(at + 1, keyEnd - 1)];
            at = SkipBlanks(json, keyEnd);
            if (at >= json.Length || json[at] != ':') return false;
            at = SkipBlanks(json, at + 1);
            var end = EndOfValue(json, at);
            if (key.SequenceEqual(name))
            {
                value = json[at..end];
                return true;
            }

            at = SkipBlanks(json, end);
            if (at >= json.Length || json[at] != ',') return false;
            at = SkipBlanks(json, at + 1);
        }

        return false;
    }

    private static int SkipBlanks(ReadOnlySpan<byte> json, int at)
    {
        while (at < json.Length && json[at] <= ' ') at++;
        return at;
    }

    private static int EndOfValue(ReadOnlySpan<byte> json, int at)
    {
        if (at >= json.Length) return json.Length;
        if (json[at] == '"') return EndOfString(json, at);
        if (json[at] is not ((byte)'{' or (byte)'['))
        {
            var length = json[at..].IndexOfAny(",}] "u8);
            return length < 0 ? json.Length : at + length;
        }

        var depth = 0;
        while (at < json.Length)
        {
            var step = json[at..].IndexOfAny("{}[]\""u8);
            if (step < 0) return json.Length;
            at += step;
            switch (json[at])
            {
                case (byte)'"':
                    at = EndOfString(json, at);
                    continue;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                default:
                    depth--;
                    break;
            }

            at++;
            if (depth == 0) return at;
        }

        return json.Length;
    }

    private static int EndOfString(ReadOnlySpan<byte> json, int at)
    {
        at++;
        while (at < json.Length)
        {
            var step = json[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (step < 0) return json.Length;
            at += step;
            if (json[at] == '"') return at + 1;
            at += 2;
        }

        return json.Length;
    }
}
