using Parley.Cluster.Chores;
using Parley.FrontEnd.Hosting;
using Parley.Media;
using Parley.Media.Collecting;
using Parley.Media.Storing;
using Parley.Media.Storing.Local;
using Parley.Media.Storing.S3;
using Parley.Server.Data;
using Parley.Server.Settings;

namespace Parley.Server.Hosting;

/// <summary>Gives files their settings and their place, if there are any.</summary>
internal static class MediaWiring
{
    public static IServiceCollection AddParleyMediaOf(this IServiceCollection services, ParleySettings settings, ServerStore store)
    {
        if (settings.Limits.UploadBytesMax == 0)
            return services;
        var options = Options(settings);
        services.AddParleyMedia(options, Storage(settings.Files, store.Folder)).AddParleyFileDoors();
        if (options.CollectionPeriod > TimeSpan.Zero)
            services.AddSingleton(s => new Chore("files", options.CollectionPeriod, s.GetRequiredService<FileCollector>().CollectAsync));
        return services;
    }

    private static MediaOptions Options(ParleySettings settings) => new()
    {
        UploadBytesMax = settings.Limits.UploadBytesMax,
        UserBytesMax = settings.Limits.UserFilesBytesMax,
        FreeBytesMin = settings.Limits.DiskFreeBytesMin,
        CacheControl = settings.Files.CacheControl,
        CorsOrigins = settings.Files.CorsOrigins,
        CollectionPeriod = TimeSpan.FromSeconds(settings.Files.CollectionSeconds),
        CollectedFilesMax = settings.Files.CollectedMax,
        BytesPerSecondMin = settings.Files.BytesPerSecondMin,
    };

    private static IFileStorage Storage(FileSettings files, DataFolder folder)
    {
        var local = files.Path.Length > 0 ? Path.GetFullPath(files.Path) : folder.Uploads;
        if (files.Storage == FileSettings.Folder)
            return new FolderStorage(local);
        var options = new BucketOptions
        {
            AccessKeyId = files.S3.AccessKeyId,
            SecretAccessKey = files.S3.SecretAccessKey ?? "",
            Region = files.S3.Region,
            Bucket = files.S3.Bucket,
            Endpoint = files.S3.Endpoint.Length > 0 ? new Uri(files.S3.Endpoint) : null,
            DisableTls = files.S3.DisableTls,
            ForcePathStyle = files.S3.ForcePathStyle,
            PresignLifetime = TimeSpan.FromSeconds(files.S3.PresignSeconds),
            CorsOrigins = files.CorsOrigins,
            SpoolFolder = local,
        };
        return new BucketStorage(options, TimeProvider.System);
    }
}
