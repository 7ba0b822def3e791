using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;
using Amazon.S3.Util;
using Parley.Media.Storing.Local;
using Parley.Protocol.Names;
using Parley.Storage.Records;

namespace Parley.Media.Storing.S3;

/// <summary>Files in a bucket. Uploads go through this server, downloads straight from the bucket by addresses that are good for a while.</summary>
public sealed class BucketStorage : IFileStorage, IDisposable
{
    private const string FirstRegion = "us-east-1";

    private readonly BucketOptions _options;
    private readonly AmazonS3Client _client;
    private readonly TransferUtility _transfer;
    private readonly SpoolFolder _spool;
    private readonly TimeProvider _time;

    public BucketStorage(BucketOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _client = new AmazonS3Client(new BasicAWSCredentials(options.AccessKeyId, options.SecretAccessKey), ConfigOf(options));
        _transfer = new TransferUtility(_client);
        _spool = new SpoolFolder(options.SpoolFolder);
    }

    public long? FreeBytes => _spool.FreeBytes;

    public string LocationOf(UserId file) => LocationName.Of(file);

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        Folders.Create(_options.SpoolFolder);
        _spool.Prepare();
        await CallAsync(async () =>
        {
            if (!await AmazonS3Util.DoesS3BucketExistV2Async(_client, _options.Bucket))
                await MakeBucketAsync(cancellationToken);
            return true;
        });
    }

    public IFileWriter Begin(UserId file) => new Writer(this, _spool.Begin(file), LocationOf(file));

    public async ValueTask<Stream?> OpenAsync(string location, long offset, long length, CancellationToken cancellationToken)
    {
        var request = new GetObjectRequest
        {
            BucketName = _options.Bucket,
            Key = location,
            ByteRange = new ByteRange(offset, offset + length - 1),
        };
        try
        {
            var response = await CallAsync(() => _client.GetObjectAsync(request, cancellationToken));
            return new BoundedStream(response.ResponseStream, length);
        }
        catch (FileStorageException failure) when (failure.InnerException is AmazonS3Exception { StatusCode: HttpStatusCode.NotFound })
        {
            return null;
        }
    }

    public async ValueTask<Uri?> FindDirectAddressAsync(StoredFile file, bool isHead, bool asAttachment, CancellationToken cancellationToken)
    {
        var request = new GetPreSignedUrlRequest
        {
            BucketName = _options.Bucket,
            Key = file.Location,
            Verb = isHead ? HttpVerb.HEAD : HttpVerb.GET,
            Expires = _time.GetUtcNow().UtcDateTime + _options.PresignLifetime,
            Protocol = IsPlain(_options) ? Amazon.S3.Protocol.HTTP : Amazon.S3.Protocol.HTTPS,
        };
        // The bucket answers as this server would.
        request.ResponseHeaderOverrides.ContentType = file.MimeType;
        if (asAttachment || !Types.InlineType.MayShow(file.MimeType))
            request.ResponseHeaderOverrides.ContentDisposition = "attachment";
        return new Uri(await CallAsync(() => _client.GetPreSignedURLAsync(request)));
    }

    public Task DeleteAsync(string location, CancellationToken cancellationToken) =>
        CallAsync(() => _client.DeleteObjectAsync(_options.Bucket, location, cancellationToken));

    public async Task SweepAsync(DateTime before, CancellationToken cancellationToken)
    {
        _spool.Sweep(before, cancellationToken);
        await CallAsync(async () =>
        {
            var request = new TransferUtilityAbortMultipartUploadRequest { BucketName = _options.Bucket, InitiatedDate = before };
            await _transfer.AbortMultipartUploadsAsync(request, cancellationToken);
            return true;
        });
    }

    public void Dispose()
    {
        _transfer.Dispose();
        _client.Dispose();
    }

    private async Task MakeBucketAsync(CancellationToken cancellationToken)
    {
        // Told apart from the address: services want to be told the region that they are in, but for the first one, which has no name there.
        var request = new PutBucketRequest { BucketName = _options.Bucket, UseClientRegion = false };
        if (_options.Region != FirstRegion)
            request.BucketRegionName = _options.Region;
        await _client.PutBucketAsync(request, cancellationToken);
        if (_options.CorsOrigins.Count == 0)
            return;
        var rule = new CORSRule
        {
            AllowedMethods = ["GET", "HEAD"],
            AllowedOrigins = [.. _options.CorsOrigins],
            AllowedHeaders = ["*"],
        };
        var cors = new PutCORSConfigurationRequest { BucketName = _options.Bucket, Configuration = new CORSConfiguration { Rules = [rule] } };
        await _client.PutCORSConfigurationAsync(cors, cancellationToken);
    }

    private async Task SendAsync(string path, string location, string mimeType, CancellationToken cancellationToken)
    {
        // Large files go in parts.
        var request = new TransferUtilityUploadRequest
        {
            BucketName = _options.Bucket,
            Key = location,
            FilePath = path,
            ContentType = mimeType,
        };
        await CallAsync(async () =>
        {
            await _transfer.UploadAsync(request, cancellationToken);
            return true;
        });
    }

    private async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception failure) when (failure is AmazonServiceException or AmazonClientException or HttpRequestException or IOException)
        {
            throw new FileStorageException(
                $"The bucket {_options.Bucket} cannot be used ({failure.Message.TrimEnd('.')}): check files.s3, and that the service can be reached.",
                failure);
        }
    }

    private static AmazonS3Config ConfigOf(BucketOptions options)
    {
        var config = new AmazonS3Config
        {
            ForcePathStyle = options.ForcePathStyle,
            UseHttp = IsPlain(options),
            AuthenticationRegion = options.Region,
            // Services other than Amazon's do not know its newer checksums.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (options.Endpoint is { } endpoint)
            config.ServiceURL = endpoint.AbsoluteUri;
        else
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        return config;
    }

    private static bool IsPlain(BucketOptions options) => options.DisableTls || options.Endpoint?.Scheme == Uri.UriSchemeHttp;

    private sealed class Writer(BucketStorage storage, SpoolFile spool, string location) : IFileWriter
    {
        public ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => spool.AppendAsync(bytes, cancellationToken);

        public async Task CommitAsync(string mimeType, CancellationToken cancellationToken)
        {
            await spool.CloseAsync();
            await storage.SendAsync(spool.Path, location, mimeType, cancellationToken);
        }

        public ValueTask DisposeAsync() => spool.DisposeAsync();
    }
}
