namespace Parley.Protocol.Access;

/// <summary>Changes of access as told in presence notices: "+W-PA" (part B 2.3).</summary>
public static class AccessChange
{
    /// <summary>The letters gained, then those lost; empty if the modes are equal.</summary>
    public static string Between(AccessMode before, AccessMode after)
    {
        var gained = after.Without(before);
        var lost = before.Without(after);
        return (gained.IsNone ? "" : "+" + gained) + (lost.IsNone ? "" : "-" + lost);
    }

    /// <summary>
    /// How a notice tells a change: the whole mode if there was none before, "N" if the subscription is gone
    /// (<paramref name="after"/> null), else the difference; null if nothing has changed.
    /// </summary>
    public static string? Told(AccessMode? before, AccessMode? after)
    {
        if (after is not { } now)
            return AccessMode.None.ToString();
        if (before is not { IsNone: false } was)
            return now.ToString();
        var change = Between(was, now);
        return change.Length == 0 ? null : change;
    }

    /// <summary>
    /// The mode that results from <paramref name="change"/>: "+…-…" changes <paramref name="mode"/>, letters alone replace
    /// it, an empty text leaves it. False if the text is neither.
    /// </summary>
    public static bool TryApply(AccessMode mode, string change, out AccessMode result)
    {
        result = mode;
        if (change.Length == 0)
            return true;
        if (change.AsSpan().IndexOfAny('+', '-') < 0)
        {
            if (!AccessMode.TryParse(change, out var whole))
                return false;
            result = whole ?? mode;
            return true;
        }
        if (change[0] is not ('+' or '-'))
            return false;
        for (var start = 0; start < change.Length;)
        {
            var next = change.AsSpan(start + 1).IndexOfAny('+', '-');
            var end = next < 0 ? change.Length : start + 1 + next;
            if (!AccessMode.TryParse(change[(start + 1)..end], out var letters))
                return false;
            var bits = letters ?? AccessMode.None;
            result = change[start] == '+' ? result | bits : result.Without(bits);
            start = end;
        }
        return true;
    }
}
