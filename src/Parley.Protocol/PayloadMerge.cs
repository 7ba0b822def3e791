namespace Parley.Protocol;

/// <summary>
/// How a value that a client sets meets the one that is stored (part B 7.1): objects are merged member by member, anything else replaces,
/// U+2421 removes, null leaves alone.
/// </summary>
public static class PayloadMerge
{
    /// <param name="stored">Is not changed.</param>
    /// <param name="patch">As sent.</param>
    /// <param name="changed">True if the result is to be stored. A scalar counts as a change even if it is equal.</param>
    public static Payload Merge(Payload stored, Payload patch, out bool changed)
    {
        if (patch.IsNull)
        {
            changed = false;
            return stored;
        }
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
        return MergeObject(stored, patch, out changed);
    }

    private static Payload MergeObject(Payload stored, Payload patch, out bool changed)
    {
        changed = false;
        var members = new OrderedDictionary<string, Payload>(PayloadObject.Members(stored));
        foreach (var (name, value) in PayloadObject.Members(patch))
        {
            if (value.IsNull)
                continue;
            if (value.IsClear)
            {
                // Compat: removing what is not there counts as a change.
                members.Remove(name);
                changed = true;
                continue;
            }
            if (!value.IsObject)
            {
                members[name] = value;
                changed = true;
                continue;
            }
            var before = members.GetValueOrDefault(name);
            var merged = MergeObject(before, value, out var memberChanged);
            members[name] = merged.IsObject ? merged : Payload.FromJson("{}");
            changed |= memberChanged;
        }
        return changed || stored.IsObject ? PayloadObject.FromMembers(members) : stored;
    }
}
