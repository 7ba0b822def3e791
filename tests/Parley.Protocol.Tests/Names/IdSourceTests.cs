using System.Text;
using Parley.Protocol.Names;

namespace Parley.Protocol.Tests.Names;

public class IdSourceTests
{
    private static readonly UidCipher Cipher = new(Encoding.ASCII.GetBytes("testkey1testkey2"));
    private readonly StoppedClock _clock = new() { Now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero) };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1023)]
    public void Worker_numbers_have_ten_bits(int worker) => Assert.False(Source(worker).NextUser().IsNone);

    [Theory]
    [InlineData(-1)]
    [InlineData(1024)]
    public void Other_worker_numbers_are_refused(int worker) => Assert.Throws<ArgumentOutOfRangeException>(() => Source(worker));

    [Fact]
    public void Snowflake_holds_time_worker_and_sequence()
    {
        var source = Source(5);

        var (first, second) = (source.NextSnowflake(), source.NextSnowflake());

        Assert.Equal(_clock.Now.ToUnixTimeMilliseconds() - 1414213562373, first >> 22);
        Assert.Equal(5, first >> 12 & 1023);
        Assert.Equal((0, 1), (first & 4095, second & 4095));
    }

    [Fact]
    public void Ids_stay_different_when_the_clock_stands_still()
    {
        var source = Source(1);
        var ids = Enumerable.Range(0, 10_000).Select(_ => source.NextSnowflake()).ToArray();

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Equal(ids.Order(), ids);
        Assert.All(ids, id => Assert.True(id > 0));
    }

    [Fact]
    public void Ids_stay_different_when_the_clock_goes_back()
    {
        var source = Source(1);
        var before = source.NextSnowflake();
        _clock.Now -= TimeSpan.FromSeconds(5);

        Assert.True(source.NextSnowflake() > before);
    }

    [Fact]
    public void No_ids_are_made_when_the_clock_goes_back_far()
    {
        var source = Source(1);
        source.NextSnowflake();
        _clock.Now -= TimeSpan.FromMinutes(1);

        Assert.Throws<InvalidOperationException>(() => source.NextSnowflake());
    }

    [Fact]
    public void Workers_and_threads_never_make_the_same_id()
    {
        var sources = Enumerable.Range(0, 10).Select(Source).ToArray();

        var ids = sources.Concat(sources).AsParallel()
            .SelectMany(source => Enumerable.Range(0, 100).Select(_ => source.NextUser()).ToArray()).ToArray();

        Assert.Equal(2000, ids.Distinct().Count());
        Assert.All(ids, id => Assert.True(Cipher.Decode(id) > 0));
    }

    [Fact]
    public void Text_is_11_characters() => Assert.Matches("^[A-Za-z0-9_-]{11}$", Source(1).NextText());

    private IdSource Source(int worker) => new(Cipher, worker, _clock);

    private sealed class StoppedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
