namespace Parley.Protocol.Packets.Parts;

/// <summary>Message ids from <see cref="Low"/> up to, and without, <see cref="Hi"/>; with Hi 0 the single id Low.</summary>
public readonly record struct SeqRange(int Low, int Hi = 0)
{
    /// <summary>The first id that is not in the range.</summary>
    public int End => Hi == 0 ? Low + 1 : Hi;

    /// <summary>How many ids the range has.</summary>
    public int Count => (int)Math.Clamp((Hi == 0 ? Low + 1L : Hi) - Low, 0, int.MaxValue);
}
