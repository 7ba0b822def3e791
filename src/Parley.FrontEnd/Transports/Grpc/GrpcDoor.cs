using Grpc.AspNetCore.Server;
using Grpc.Health.V1;
using Grpc.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Parley.FrontEnd.Sessions;
using SessionOptions = Parley.FrontEnd.Sessions.SessionOptions;

namespace Parley.FrontEnd.Transports.Grpc;

/// <summary>Puts the gRPC services into a server.</summary>
public static class GrpcDoor
{
    private const string ContentType = "application/grpc";

    /// <summary>True for requests that speak gRPC.</summary>
    public static bool IsAsked(HttpContext context) =>
        HttpProtocol.IsHttp2(context.Request.Protocol)
        && context.Request.ContentType?.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase) == true;

    internal static void Add(IServiceCollection services)
    {
        services.AddGrpc();
        services.AddGrpcHealthChecks(options => options.Services.Map(NodeContract.ServiceName, static _ => true))
            .AddCheck<SessionsHealth>(SessionsHealth.Name);
        services.AddOptions<GrpcServiceOptions>().Configure<SessionOptions>((options, sessions) =>
        {
            options.MaxReceiveMessageSize = sessions.MessageBytesMax;
            // A small message must not become a large one: no client is known to compress.
            options.CompressionProviders = [];
        });
        services.TryAddSingleton<NodeService>();
        services.TryAddSingleton(new ReflectionServiceImpl(Pbx.Node.Descriptor, Health.Descriptor));
        services.TryAddSingleton(new ReflectionV1ServiceImpl(Pbx.Node.Descriptor, Health.Descriptor));
    }

    internal static void Use(IApplicationBuilder application, GrpcDoorOptions options) => application.UseWhen(IsAsked, door =>
    {
        door.UseRouting();
        door.UseEndpoints(endpoints =>
        {
            endpoints.MapGrpcService<NodeService>();
            if (options.HasHealth)
                endpoints.MapGrpcHealthChecksService();
            if (!options.HasReflection)
                return;
            endpoints.MapGrpcService<ReflectionServiceImpl>();
            endpoints.MapGrpcService<ReflectionV1ServiceImpl>();
        });
    });
}
