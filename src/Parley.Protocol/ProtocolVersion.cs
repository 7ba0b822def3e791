namespace Parley.Protocol;

/// <summary>A protocol version: major, minor and patch packed into one number, 0 if it could not be read.</summary>
public readonly record struct ProtocolVersion(int Packed) : IComparable<ProtocolVersion>
{
    private const int ComponentMax = 8191;

    /// <summary>What this server speaks, as reported by <c>{hi}</c>.</summary>
    public const string Current = "0.25";

    /// <summary>The oldest version a client may speak. The patch number does not count.</summary>
    public static readonly ProtocolVersion Minimum = Parse("0.20");

    public bool IsKnown => Packed != 0;

    /// <summary>True if a client of this version can be served.</summary>
    public bool IsSupported => Packed >> 8 >= Minimum.Packed >> 8;

    /// <summary>Reads "v1.2.3-rc1" and the like: a component that is no number, or too large, counts as 0.</summary>
    public static ProtocolVersion Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return default;
        var parts = (text[0] == 'v' ? text[1..] : text).Split('.', 3);
        return new ProtocolVersion(Component(parts, 0) << 16 | Component(parts, 1) << 8 | Component(parts, 2));
    }

    public int CompareTo(ProtocolVersion other) => Packed.CompareTo(other.Packed);

    public static bool operator <(ProtocolVersion left, ProtocolVersion right) => left.Packed < right.Packed;

    public static bool operator >(ProtocolVersion left, ProtocolVersion right) => left.Packed > right.Packed;

    public static bool operator <=(ProtocolVersion left, ProtocolVersion right) => left.Packed <= right.Packed;

    public static bool operator >=(ProtocolVersion left, ProtocolVersion right) => left.Packed >= right.Packed;

    private static int Component(string[] parts, int index)
    {
        if (index >= parts.Length)
            return 0;
        var text = parts[index].AsSpan();
        var digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
            digits++;
        return int.TryParse(text[..digits], out var value) && value <= ComponentMax ? value : 0;
    }
}
