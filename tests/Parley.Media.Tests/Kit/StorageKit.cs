using Parley.Media.Storing;
using Parley.Protocol.Names;

namespace Parley.Media.Tests.Kit;

/// <summary>What every storage of files must do.</summary>
public abstract class StorageKit : IAsyncLifetime
{
    protected static readonly UserId File = new(0x1234567890abcdef);

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected IFileStorage Storage { get; private set; } = null!;

    /// <summary>The folder of files that are not whole.</summary>
    protected abstract string Spool { get; }

    public async ValueTask InitializeAsync()
    {
        Storage = await MakeAsync();
        await Storage.PrepareAsync(Ct);
    }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }

    [Fact]
    public async Task What_is_committed_is_read_back()
    {
        var content = Bytes(300_000);
        await StoreAsync(content, 70_000);
        Assert.Equal(content, await ReadAsync(0, content.Length));
    }

    [Fact]
    public async Task A_large_file_is_read_back()
    {
        var content = Bytes(20 * 1024 * 1024);
        await StoreAsync(content, 64 * 1024);
        Assert.Equal(content, await ReadAsync(0, content.Length));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(10, 100)]
    [InlineData(999, 1)]
    public async Task A_part_is_read_as_that_part(int offset, int length)
    {
        var content = Bytes(1000);
        await StoreAsync(content, 1000);
        Assert.Equal(content[offset..(offset + length)], await ReadAsync(offset, length));
    }

    [Fact]
    public async Task Nothing_is_seen_of_a_file_before_it_is_committed()
    {
        await using (var writer = Storage.Begin(File))
        {
            await writer.AppendAsync(Bytes(1000), Ct);
            Assert.Null(await ReadAsync(0, 1));
        }
        Assert.Null(await ReadAsync(0, 1));
        Assert.Empty(Directory.EnumerateFiles(Spool));
    }

    [Fact]
    public async Task A_deleted_file_is_missing_and_deleting_it_again_is_no_failure()
    {
        await StoreAsync(Bytes(10), 10);
        await Storage.DeleteAsync(Storage.LocationOf(File), Ct);
        Assert.Null(await ReadAsync(0, 1));
        await Storage.DeleteAsync(Storage.LocationOf(File), Ct);
    }

    [Fact]
    public async Task What_ended_without_a_word_is_swept_when_it_is_old()
    {
        var left = Path.Combine(Spool, "aaaaaaaaaaaaa");
        await System.IO.File.WriteAllTextAsync(left, "half", Ct);
        await Storage.SweepAsync(DateTime.UtcNow.AddHours(-1), Ct);
        Assert.True(System.IO.File.Exists(left));
        await Storage.SweepAsync(DateTime.UtcNow.AddHours(1), Ct);
        Assert.False(System.IO.File.Exists(left));
    }

    [Fact]
    public async Task Preparing_again_changes_nothing()
    {
        await StoreAsync(Bytes(10), 10);
        await Storage.PrepareAsync(Ct);
        Assert.Equal(Bytes(10), await ReadAsync(0, 10));
    }

    [Fact]
    public void There_is_room() => Assert.True(Storage.FreeBytes > 0);

    protected abstract Task<IFileStorage> MakeAsync();

    protected static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
            bytes[i] = (byte)(i * 31 + i / 251);
        return bytes;
    }

    protected async Task StoreAsync(byte[] content, int step)
    {
        await using var writer = Storage.Begin(File);
        for (var at = 0; at < content.Length; at += step)
            await writer.AppendAsync(content.AsMemory(at, Math.Min(step, content.Length - at)), Ct);
        await writer.CommitAsync("text/plain", Ct);
    }

    private async Task<byte[]?> ReadAsync(long offset, long length)
    {
        await using var stream = await Storage.OpenAsync(Storage.LocationOf(File), offset, length, Ct);
        if (stream is null)
            return null;
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy, Ct);
        return copy.ToArray();
    }
}
