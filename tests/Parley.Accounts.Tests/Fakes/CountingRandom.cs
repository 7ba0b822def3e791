namespace Parley.Accounts.Tests.Fakes;

/// <summary>"Random" values that count up: codes are 012345, 678901, …</summary>
internal sealed class CountingRandom : IRandomSource
{
    private int _next;

    public void Fill(Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)(i * 7);
    }

    public int Below(int limit) => _next++ % limit;
}
