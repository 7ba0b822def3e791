namespace Parley.Accounts;

/// <summary>Random values that nobody can guess: for codes and salts. Thread-safe.</summary>
public interface IRandomSource
{
    void Fill(Span<byte> bytes);

    /// <summary>A number from 0 up to, and without, <paramref name="limit"/>; all are equally likely.</summary>
    int Below(int limit);
}
