using System.Diagnostics.CodeAnalysis;

namespace Parley.Protocol.Access;

/// <summary>
/// What a user may do in a topic, as a set of letters (part B 2.1). "Unset", which differs from <see cref="None"/>,
/// is a null <c>AccessMode?</c>.
/// </summary>
public readonly record struct AccessMode(int Bits)
{
    public static readonly AccessMode None;

    /// <summary>J: may attach.</summary>
    public static readonly AccessMode Join = new(0x01);

    /// <summary>R: receives messages.</summary>
    public static readonly AccessMode Read = new(0x02);

    /// <summary>W: may publish.</summary>
    public static readonly AccessMode Write = new(0x04);

    /// <summary>P: receives presence notices.</summary>
    public static readonly AccessMode Presence = new(0x08);

    /// <summary>A: approves and manages members.</summary>
    public static readonly AccessMode Approve = new(0x10);

    /// <summary>S: invites.</summary>
    public static readonly AccessMode Share = new(0x20);

    /// <summary>D: deletes messages for everybody.</summary>
    public static readonly AccessMode Delete = new(0x40);

    /// <summary>O: owns the topic.</summary>
    public static readonly AccessMode Owner = new(0x80);

    private const string Letters = "JRWPASDO";

    public bool IsNone => Bits == 0;
    public bool IsJoiner => Has(Join);
    public bool IsReader => Has(Read);
    public bool IsWriter => Has(Write);
    public bool IsPresencer => Has(Presence);
    public bool IsDeleter => Has(Delete);
    public bool IsOwner => Has(Owner);

    /// <summary>May manage members.</summary>
    public bool IsAdmin => HasAny(Approve | Owner);

    /// <summary>May invite.</summary>
    public bool IsSharer => HasAny(Approve | Owner | Share);

    /// <summary>True if all letters of <paramref name="letters"/> are in this mode.</summary>
    public bool Has(AccessMode letters) => (Bits & letters.Bits) == letters.Bits;

    /// <summary>True if at least one letter of <paramref name="letters"/> is in this mode.</summary>
    public bool HasAny(AccessMode letters) => (Bits & letters.Bits) != 0;

    /// <summary>This mode without the letters of <paramref name="letters"/>.</summary>
    public AccessMode Without(AccessMode letters) => new(Bits & ~letters.Bits);

    /// <summary>
    /// Reads a mode: letters in any order and case, repeats allowed. Empty or null is unset; N first is none whatever
    /// follows. False for anything else; changes such as "+R" are not modes.
    /// </summary>
    public static bool TryParse(string? text, out AccessMode? mode)
    {
        mode = null;
        if (string.IsNullOrEmpty(text))
            return true;
        if (text[0] is 'N' or 'n')
        {
            mode = None;
            return true;
        }
        var bits = 0;
        foreach (var c in text)
        {
            var index = Letters.IndexOf(char.ToUpperInvariant(c), StringComparison.Ordinal);
            if (index < 0 || !char.IsAscii(c))
                return false;
            bits |= 1 << index;
        }
        mode = new AccessMode(bits);
        return true;
    }

    /// <summary>Reads a mode of our own making, such as "JRWPS".</summary>
    /// <exception cref="FormatException">The text is no mode.</exception>
    public static AccessMode Parse(string text) =>
        TryParse(text, out var mode) && mode is { } known ? known : throw new FormatException($"\"{text}\" is no access mode.");

    /// <summary>The letters in the order JRWPASDO; "N" for none.</summary>
    public override string ToString()
    {
        if (IsNone)
            return "N";
        Span<char> text = stackalloc char[Letters.Length];
        var length = 0;
        for (var i = 0; i < Letters.Length; i++)
        {
            if ((Bits & 1 << i) != 0)
                text[length++] = Letters[i];
        }
        return new string(text[..length]);
    }

    [SuppressMessage("Usage", "CA2225", Justification = "Has, HasAny and Without are the named forms.")]
    public static AccessMode operator &(AccessMode left, AccessMode right) => new(left.Bits & right.Bits);

    [SuppressMessage("Usage", "CA2225", Justification = "Has, HasAny and Without are the named forms.")]
    public static AccessMode operator |(AccessMode left, AccessMode right) => new(left.Bits | right.Bits);
}
