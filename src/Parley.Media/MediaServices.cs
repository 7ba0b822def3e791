using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Parley.Media.Collecting;
using Parley.Media.Cors;
using Parley.Media.Storing;
using Parley.Media.Uploads;

namespace Parley.Media;

/// <summary>Puts uploads and downloads into a container.</summary>
public static class MediaServices
{
    /// <summary>
    /// Adds files. Needs from elsewhere: <c>IParleyStore</c>, <c>IdSource</c>, <c>TimeProvider</c>.
    /// </summary>
    public static IServiceCollection AddParleyMedia(this IServiceCollection services, MediaOptions options, IFileStorage storage)
    {
        services.AddSingleton(options);
        services.AddSingleton(storage);
        services.AddSingleton(new AllowedOrigins(options.CorsOrigins));
        services.TryAddSingleton<UploadDesk>();
        services.TryAddSingleton<FileCollector>();
        return services;
    }
}
