using Parley.Media.Storing;
using Parley.Media.Storing.S3;
using Parley.Storage.Records;

namespace Parley.Media.Tests.Kit;

/// <summary>What a storage in a bucket must do besides, whoever plays the service.</summary>
public abstract class BucketKit : StorageKit
{
    private readonly TemporaryFolder _folder = new();

    protected const string Origin = "https://example.com";

    protected override string Spool => _folder.Path;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        (Storage as IDisposable)?.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Clients_get_an_address_that_is_good_without_a_key()
    {
        await StoreAsync(Bytes(1000), 1000);
        using var client = new HttpClient();
        Assert.Equal(Bytes(1000), await client.GetByteArrayAsync(await AddressAsync("text/plain"), Ct));
    }

    [Fact]
    public async Task Media_are_shown_in_place_unless_they_are_to_be_saved()
    {
        Assert.DoesNotContain("disposition", (await AddressAsync("image/png")).Query, StringComparison.Ordinal);
        Assert.Contains("attachment", (await AddressAsync("image/png", asAttachment: true)).Query, StringComparison.Ordinal);
    }

    protected sealed override async Task<IFileStorage> MakeAsync() => new BucketStorage(await BeginAsync(), TimeProvider.System);

    /// <summary>Makes the service ready; returns how it is reached, and by which key.</summary>
    protected abstract Task<BucketOptions> BeginAsync();

    protected async Task<Uri> AddressAsync(string type, bool asAttachment = false) =>
        (await Storage.FindDirectAddressAsync(Record(type), isHead: false, asAttachment, Ct))!;

    protected BucketOptions Options(Uri service) => new()
    {
        AccessKeyId = BucketPeer.KeyId,
        SecretAccessKey = BucketPeer.Secret,
        Region = "eu-central-1",
        Bucket = "files",
        Endpoint = service,
        ForcePathStyle = true,
        CorsOrigins = [Origin],
        SpoolFolder = _folder.Path,
    };

    private StoredFile Record(string type) => new()
    {
        Id = File,
        Created = DateTime.UnixEpoch,
        Updated = DateTime.UnixEpoch,
        MimeType = type,
        Size = 1000,
        Location = Storage.LocationOf(File),
    };
}
