using Parley.Media;
using Parley.Media.Storing;
using Parley.Media.Storing.Local;
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
        services.AddParleyMedia(Options(settings), Storage(settings.Files, store.Folder));
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
    };

    private static FolderStorage Storage(FileSettings files, DataFolder folder) =>
        new(files.Path.Length > 0 ? Path.GetFullPath(files.Path) : folder.Uploads);
}
