using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Parley.Media.Storing.S3;
using Parley.Media.Tests.Kit;

namespace Parley.Media.Tests.Storing;

/// <summary>
/// A bucket of a server that others have made, where one is installed. It checks no signatures, and takes no orders about headers of its
/// answers: the peer does.
/// </summary>
public sealed class LocalBucketTests(LocalBucketService service) : BucketKit, IClassFixture<LocalBucketService>
{
    private readonly string _bucket = $"files-{Guid.NewGuid():n}";

    [Theory]
    [InlineData("us-east-1"), InlineData("eu-central-1"), InlineData("ap-south-1")]
    public async Task A_bucket_is_made_in_any_region(string region)
    {
        using var storage = new BucketStorage(Options(service.Address) with { Region = region, Bucket = _bucket + region }, TimeProvider.System);
        await storage.PrepareAsync(Ct);
        using var client = Connect();
        var place = (await client.GetBucketLocationAsync(_bucket + region, Ct)).Location?.Value;
        Assert.Equal(region, string.IsNullOrEmpty(place) ? "us-east-1" : place);
    }

    [Fact]
    public async Task A_bucket_that_is_missing_is_made_with_its_origins()
    {
        using var client = Connect();
        var answer = await client.GetCORSConfigurationAsync(new GetCORSConfigurationRequest { BucketName = _bucket }, Ct);
        var rule = Assert.Single(answer.Configuration.Rules);
        Assert.Equal([Origin], rule.AllowedOrigins);
        Assert.Equal(["GET", "HEAD"], rule.AllowedMethods);
    }

    [Fact]
    public async Task Files_have_the_type_that_they_were_stored_with()
    {
        await StoreAsync(Bytes(10), 10);
        using var client = Connect();
        var head = await client.GetObjectMetadataAsync(_bucket, Storage.LocationOf(File), Ct);
        Assert.Equal((10, "text/plain"), (head.ContentLength, head.Headers.ContentType));
    }

    [Fact]
    public async Task Parts_of_a_file_that_was_given_up_are_swept_when_they_are_old()
    {
        using var client = Connect();
        await client.InitiateMultipartUploadAsync(_bucket, Storage.LocationOf(File), Ct);
        // This server says of all uploads that they began in 2010.
        await Storage.SweepAsync(new DateTime(2010, 1, 1, 0, 0, 0, DateTimeKind.Utc), Ct);
        Assert.Equal(1, await UploadsAsync(client));
        await Storage.SweepAsync(new DateTime(2011, 1, 1, 0, 0, 0, DateTimeKind.Utc), Ct);
        Assert.Equal(0, await UploadsAsync(client));
    }

    protected override Task<BucketOptions> BeginAsync() => Task.FromResult(Options(service.Address) with { Bucket = _bucket });

    private async Task<int> UploadsAsync(AmazonS3Client client) =>
        (await client.ListMultipartUploadsAsync(_bucket, Ct)).MultipartUploads?.Count ?? 0;

    private AmazonS3Client Connect() => new(
        new BasicAWSCredentials(BucketPeer.KeyId, BucketPeer.Secret),
        new AmazonS3Config { ServiceURL = service.Address.AbsoluteUri, ForcePathStyle = true, AuthenticationRegion = "eu-central-1" });
}
