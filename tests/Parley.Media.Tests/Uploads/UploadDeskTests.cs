using System.Security.Cryptography;
using Parley.Media.Uploads;
using Parley.Storage.Records;

namespace Parley.Media.Tests.Uploads;

public sealed class UploadDeskTests
{
    private static readonly string TagOfTenZeros = Convert.ToHexStringLower(SHA256.HashData(new byte[10]));

    [Fact]
    public async Task An_upload_becomes_a_file_that_is_told_by_its_content()
    {
        await using var world = await UploadWorld.OpenAsync();
        var (file, _) = await world.UploadAsync(UploadWorld.Alice, 10);
        Assert.Equal(file, await world.Store.Files.FindAsync(file!.Id, TestContext.Current.CancellationToken));
        Assert.Equal((FileStatus.Completed, 10, UploadWorld.Alice), (file.Status, file.Size, file.User));
        Assert.Equal(TagOfTenZeros, file.ETag);
        Assert.Equal(1, world.FilesOnDisk);
    }

    [Theory]
    [InlineData(11, null)]
    [InlineData(0, "abc")]
    public async Task What_the_sender_says_of_a_file_must_be_so(long size, string? etag)
    {
        await using var world = await UploadWorld.OpenAsync();
        Assert.Equal(400, (await world.UploadAsync(UploadWorld.Alice, 10, new UploadClaim(size, etag))).Refusal);
        Assert.Equal(0, world.FilesOnDisk);
        Assert.NotNull((await world.UploadAsync(UploadWorld.Alice, 10, new UploadClaim(10, TagOfTenZeros.ToUpperInvariant()))).File);
    }

    [Fact]
    public async Task More_than_is_allowed_is_413_and_leaves_nothing()
    {
        await using var world = await UploadWorld.OpenAsync(new MediaOptions { FreeBytesMin = 0, UploadBytesMax = 100 });
        Assert.Equal(413, (await world.UploadAsync(UploadWorld.Alice, 101)).Refusal);
        Assert.Equal(0, world.FilesOnDisk);
        Assert.NotNull((await world.UploadAsync(UploadWorld.Alice, 100)).File);
    }

    [Fact]
    public async Task More_than_is_left_of_the_users_share_is_422()
    {
        await using var world = await UploadWorld.OpenAsync(new MediaOptions { FreeBytesMin = 0, UserBytesMax = 100 });
        Assert.NotNull((await world.UploadAsync(UploadWorld.Alice, 60)).File);
        Assert.Equal(422, (await world.UploadAsync(UploadWorld.Alice, 41)).Refusal);
        Assert.NotNull((await world.UploadAsync(UploadWorld.Alice, 40)).File);
        Assert.Equal(422, (await world.UploadAsync(UploadWorld.Alice, 1)).Refusal);
    }

    [Theory]
    [InlineData(9, 0, true), InlineData(12, 200, true), InlineData(12, 100, false), InlineData(60, 0, false), InlineData(60, 5000, true)]
    public async Task Who_brings_little_for_long_is_given_up(int seconds, int bytes, bool isTaken)
    {
        await using var world = await UploadWorld.OpenAsync(new MediaOptions { FreeBytesMin = 0, BytesPerSecondMin = 100 });
        Assert.True((await world.Desk.BeginAsync(UploadWorld.Alice, TestContext.Current.CancellationToken)).TryGet(out var upload, out _));
        await using (upload)
        {
            world.Time.Advance(TimeSpan.FromSeconds(seconds));
            var refusal = await upload.AppendAsync(new byte[bytes], TestContext.Current.CancellationToken);
            Assert.Equal(isTaken ? null : 408, refusal?.Code.Number);
        }
    }

    [Fact]
    public async Task A_full_disk_is_503()
    {
        await using var world = await UploadWorld.OpenAsync(new MediaOptions { FreeBytesMin = long.MaxValue });
        Assert.Equal(503, (await world.UploadAsync(UploadWorld.Alice, 1)).Refusal);
    }
}
