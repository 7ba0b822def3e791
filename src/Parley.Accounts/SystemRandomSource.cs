using System.Security.Cryptography;

namespace Parley.Accounts;

/// <summary>The operating system's random numbers.</summary>
public sealed class SystemRandomSource : IRandomSource
{
    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);

    public int Below(int limit) => RandomNumberGenerator.GetInt32(limit);
}
