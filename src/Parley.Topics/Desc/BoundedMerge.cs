using Parley.Protocol;

namespace Parley.Topics.Desc;

/// <summary>
/// Merges what a client sends into a stored value. However many requests it is put together by, a value is no longer than one packet may
/// be: whoever lists it must be able to read it.
/// </summary>
public static class BoundedMerge
{
    /// <param name="changed">What to store; null if the value stays as it is.</param>
    /// <returns>False if it would be too long. What is too long already may become shorter.</returns>
    public static bool TryMerge(Payload stored, Payload sent, TopicOptions options, out Payload? changed)
    {
        var merged = PayloadMerge.Merge(stored, sent, out var isChanged);
        changed = isChanged ? merged : null;
        return !isChanged || merged.Utf8.Length <= options.ValueBytesMax || merged.Utf8.Length < stored.Utf8.Length;
    }
}
