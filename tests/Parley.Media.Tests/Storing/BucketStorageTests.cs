using Parley.Media.Storing;
using Parley.Media.Storing.S3;
using Parley.Media.Tests.Kit;

namespace Parley.Media.Tests.Storing;

/// <summary>A bucket, played by a peer that checks every signature.</summary>
public sealed class BucketStorageTests : BucketKit
{
    private BucketPeer _peer = null!;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _peer.DisposeAsync();
    }

    [Fact]
    public void A_bucket_that_is_missing_is_made_in_its_region_with_its_origins()
    {
        Assert.True(_peer.HasBucket);
        Assert.Contains("<LocationConstraint>eu-central-1</LocationConstraint>", _peer.Place, StringComparison.Ordinal);
        Assert.Contains($"<AllowedOrigin>{Origin}</AllowedOrigin>", _peer.Cors, StringComparison.Ordinal);
        Assert.Contains("<AllowedMethod>HEAD</AllowedMethod>", _peer.Cors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_region_that_has_no_name_is_not_named()
    {
        await using var peer = await BucketPeer.StartAsync();
        using var storage = new BucketStorage(Options(peer.Address) with { Region = "us-east-1" }, TimeProvider.System);
        await storage.PrepareAsync(Ct);
        Assert.True(peer.HasBucket);
        Assert.DoesNotContain("LocationConstraint", peer.Place, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Large_files_go_in_parts()
    {
        await StoreAsync(Bytes(20 * 1024 * 1024), 1024 * 1024);
        Assert.True(_peer.Requests.Count(r => r == "PUT object?uploadId") >= 2);
    }

    [Fact]
    public async Task An_address_makes_the_bucket_answer_as_we_would()
    {
        await StoreAsync(Bytes(1000), 1000);
        using var client = new HttpClient();
        using var response = await client.GetAsync(await AddressAsync("text/html; charset=utf-8"), Ct);
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.ToString());
    }

    [Fact]
    public async Task An_address_that_somebody_has_changed_is_not_good()
    {
        await StoreAsync(Bytes(1000), 1000);
        var address = (await AddressAsync("text/html")).AbsoluteUri;
        using var client = new HttpClient();
        using var forged = await client.GetAsync(new Uri(address.Replace(
            "response-content-disposition=attachment", "response-content-disposition=inline", StringComparison.Ordinal)), Ct);
        Assert.Equal(403, (int)forged.StatusCode);
    }

    [Fact]
    public async Task A_wrong_key_is_told_with_the_setting_to_mend()
    {
        using var storage = new BucketStorage(Options(_peer.Address) with { SecretAccessKey = "wrong" }, TimeProvider.System);
        var failure = await Assert.ThrowsAsync<FileStorageException>(() => CommitAsync(storage.Begin(File)));
        Assert.Contains("files.s3", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Spool));
    }

    protected override async Task<BucketOptions> BeginAsync()
    {
        _peer = await BucketPeer.StartAsync();
        return Options(_peer.Address);
    }

    private static async Task CommitAsync(IFileWriter writer)
    {
        await using (writer)
        {
            await writer.AppendAsync(Bytes(10), Ct);
            await writer.CommitAsync("text/plain", Ct);
        }
    }
}
