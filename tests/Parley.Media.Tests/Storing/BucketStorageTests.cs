using Parley.Media.Storing;
using Parley.Media.Storing.S3;
using Parley.Media.Tests.Kit;
using Parley.Storage.Records;

namespace Parley.Media.Tests.Storing;

/// <summary>A bucket, played by a peer that checks every signature.</summary>
public sealed class BucketStorageTests : StorageKit
{
    private readonly TemporaryFolder _folder = new();
    private BucketPeer _peer = null!;

    protected override string Spool => _folder.Path;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        (Storage as IDisposable)?.Dispose();
        await _peer.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public void A_bucket_that_is_missing_is_made_with_its_origins()
    {
        Assert.True(_peer.HasBucket);
        Assert.Contains("<AllowedOrigin>https://example.com</AllowedOrigin>", _peer.Cors, StringComparison.Ordinal);
        Assert.Contains("<AllowedMethod>HEAD</AllowedMethod>", _peer.Cors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Large_files_go_in_parts()
    {
        await StoreAsync(Bytes(20 * 1024 * 1024), 1024 * 1024);
        Assert.True(_peer.Requests.Count(r => r == "PUT object?uploadId") >= 2);
    }

    [Fact]
    public async Task Clients_get_an_address_that_is_good_without_a_key_and_makes_the_bucket_answer_as_we_would()
    {
        await StoreAsync(Bytes(1000), 1000);
        var address = await Storage.FindDirectAddressAsync(Record("text/html; charset=utf-8"), false, false, Ct);
        using var client = new HttpClient();
        using var response = await client.GetAsync(address, Ct);
        Assert.Equal(Bytes(1000), await response.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition?.ToString());

        using var forged = await client.GetAsync(new Uri(address!.AbsoluteUri.Replace("response-content-disposition=attachment", "response-content-disposition=inline", StringComparison.Ordinal)), Ct);
        Assert.Equal(403, (int)forged.StatusCode);
    }

    [Fact]
    public async Task Media_are_shown_in_place_unless_they_are_to_be_saved()
    {
        Assert.DoesNotContain("disposition", (await Storage.FindDirectAddressAsync(Record("image/png"), false, false, Ct))!.Query, StringComparison.Ordinal);
        Assert.Contains("attachment", (await Storage.FindDirectAddressAsync(Record("image/png"), false, true, Ct))!.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_is_told_with_the_setting_to_mend()
    {
        using var storage = new BucketStorage(Options() with { SecretAccessKey = "wrong" }, TimeProvider.System);
        var failure = await Assert.ThrowsAsync<FileStorageException>(() => CommitAsync(storage.Begin(File)));
        Assert.Contains("files.s3", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Spool));
    }

    protected override async Task<IFileStorage> MakeAsync()
    {
        _peer = await BucketPeer.StartAsync();
        return new BucketStorage(Options(), TimeProvider.System);
    }

    private static async Task CommitAsync(IFileWriter writer)
    {
        await using (writer)
        {
            await writer.AppendAsync(Bytes(10), Ct);
            await writer.CommitAsync("text/plain", Ct);
        }
    }

    private StoredFile Record(string type) => new()
    {
        Id = File,
        Created = DateTime.UnixEpoch,
        Updated = DateTime.UnixEpoch,
        MimeType = type,
        Size = 1000,
        Location = Storage.LocationOf(File),
    };

    private BucketOptions Options() => new()
    {
        AccessKeyId = BucketPeer.KeyId,
        SecretAccessKey = BucketPeer.Secret,
        Region = "eu-central-1",
        Bucket = "files",
        Endpoint = _peer.Address,
        ForcePathStyle = true,
        CorsOrigins = ["https://example.com"],
        SpoolFolder = _folder.Path,
    };
}
