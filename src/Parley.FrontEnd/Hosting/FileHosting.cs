using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Parley.FrontEnd.Files;
using Parley.FrontEnd.Files.Grpc;

namespace Parley.FrontEnd.Hosting;

/// <summary>Puts the doors of files into a server.</summary>
public static class FileHosting
{
    /// <summary>Adds uploads and downloads over HTTP and gRPC. Without it their addresses are unknown. Needs <c>AddParleyMedia</c>.</summary>
    public static IServiceCollection AddParleyFileDoors(this IServiceCollection services)
    {
        services.TryAddSingleton<FileSenders>();
        services.TryAddSingleton<FileReplies>();
        services.TryAddSingleton<FileCors>();
        services.TryAddSingleton<UploadEndpoint>();
        services.TryAddSingleton<DownloadEndpoint>();
        services.TryAddSingleton<FileEndpoints>();
        services.TryAddSingleton<LargeFileUpload>();
        services.TryAddSingleton<LargeFileDownload>();
        return services;
    }
}
