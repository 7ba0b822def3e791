using System.Reflection;
using Parley.Cluster.FrontEnds;
using Parley.FrontEnd;
using Parley.FrontEnd.Hosting;
using Parley.FrontEnd.Sessions;
using Parley.FrontEnd.Transports.Grpc;
using Parley.Protocol;
using Parley.Protocol.Json;
using Parley.Server.Data;
using Parley.Server.Settings;
using SessionOptions = Parley.FrontEnd.Sessions.SessionOptions;

namespace Parley.Server.Hosting;

/// <summary>Gives sessions and their doors their settings, and shows them to the cluster.</summary>
internal static class FrontEndWiring
{
    public static IServiceCollection AddParleyFrontEndOf(
        this IServiceCollection services, ParleySettings settings, ServerStore store, WebClientFiles webClient)
    {
        services.AddSingleton<IPacketCodec, JsonPacketCodec>();
        services.AddSingleton(Doors(settings, store, webClient));
        services.AddSingleton(Limits(settings, store.Store.EngineName));
        services.AddSingleton(new SessionOptions
        {
            MessageBytesMax = settings.Limits.MessageBytesMax,
            DefaultCountryCode = settings.Accounts.DefaultCountry,
        });
        services.AddParleyFrontEnd();
        services.AddSingleton<ILocalFrontEnd, LocalFrontEnd>();
        return services;
    }

    private static FrontEndOptions Doors(ParleySettings settings, ServerStore store, WebClientFiles webClient) => new()
    {
        ApiKeySalt = store.Secrets.ApiKeySalt,
        UseForwardedFor = settings.Http.UseForwardedFor,
        AllowedOrigins = settings.Http.AllowedOrigins,
        StaticFolder = webClient.Folder,
        ServesWebClient = webClient.IsOwn,
        StaticCacheAge = TimeSpan.FromSeconds(settings.Http.CacheSeconds),
        FrameOptions = settings.Http.FrameOptions,
        // Compat: as it is configured, not as a client could use it.
        ServingAt = $"http://{settings.Listen}/",
        Grpc = settings.Grpc.Address is null
            ? null
            : new GrpcDoorOptions { HasReflection = settings.Grpc.Reflection, HasHealth = settings.Grpc.Health },
    };

    private static HelloLimits Limits(ParleySettings settings, string engine) => new()
    {
        Build = $"{engine}:parley-{typeof(FrontEndWiring).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]}",
        MessageBytesMax = settings.Limits.MessageBytesMax,
        SubscribersMax = settings.Limits.SubscribersMax,
        TagsMax = settings.Limits.TagsMax,
        FileBytesMax = settings.Limits.UploadBytesMax,
        RequiredCredentials = Required(settings.Accounts),
        MessageDeleteAge = TimeSpan.FromSeconds(settings.Topics.MessageDeleteAgeSeconds),
        CallTimeout = settings.Calls.Enabled ? TimeSpan.FromSeconds(settings.Calls.TimeoutSeconds) : TimeSpan.Zero,
        IceServers = settings.Calls.Enabled
            ? [.. settings.Calls.IceServers.Select(server => new IceServer(server.Urls, server.Username, server.Credential, server.CredentialType))]
            : [],
    };

    private static Dictionary<string, IReadOnlyList<string>> Required(AccountSettings accounts) =>
        (from entry in new[] { (Method: "email", accounts.Email.Required), (Method: "tel", accounts.Tel.Required) }
         from level in entry.Required
         group entry.Method by level)
        .ToDictionary(group => group.Key, IReadOnlyList<string> (group) => [.. group]);
}
