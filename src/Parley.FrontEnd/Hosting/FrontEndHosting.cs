using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Parley.FrontEnd.Files;
using Parley.FrontEnd.Http;
using Parley.FrontEnd.Sessions;
using Parley.FrontEnd.Topics;
using Parley.FrontEnd.Transports;
using Parley.FrontEnd.Transports.Grpc;
using Parley.FrontEnd.Transports.LongPoll;
using Parley.FrontEnd.Transports.WebSocket;
using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Routing;
using SessionOptions = Parley.FrontEnd.Sessions.SessionOptions;

namespace Parley.FrontEnd.Hosting;

/// <summary>Puts the front end into a server.</summary>
public static class FrontEndHosting
{
    /// <summary>
    /// Adds sessions and their doors. Needs from elsewhere: <see cref="ITopicRouter"/>, <c>IPacketCodec</c> (JSON),
    /// <see cref="IdSource"/> and the account rules. Settings are <see cref="FrontEndOptions"/>, <see cref="SessionOptions"/> and
    /// <see cref="HelloLimits"/>: those that are registered win over their defaults.
    /// </summary>
    public static IServiceCollection AddParleyFrontEnd(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<FrontEndOptions>();
        services.TryAddSingleton<SessionOptions>();
        services.TryAddSingleton<HelloLimits>();
        services.TryAddSingleton<IAccountGate, AccountGate>();

        services.TryAddSingleton<FrontEndInstruments>();
        services.TryAddSingleton<AttachmentTable>();
        services.TryAddSingleton(s => new SessionRegistry(
            NewFrontEndId(),
            s.GetRequiredService<IdSource>(),
            s.GetRequiredService<AttachmentTable>(),
            RouterOf(s),
            s.GetRequiredService<SessionOptions>(),
            s.GetRequiredService<FrontEndInstruments>()));
        services.TryAddSingleton(s => new SessionClock(
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<SessionRegistry>(),
            RouterOf(s),
            s.GetRequiredService<SessionOptions>(),
            s.GetRequiredService<ILogger<SessionClock>>()));
        services.TryAddSingleton(s => new TopicLink(RouterOf(s), s.GetRequiredService<SessionClock>()));
        services.TryAddSingleton(s => new DeliveryReceiver(
            s.GetRequiredService<SessionRegistry>(), s.GetRequiredService<AttachmentTable>(), RouterOf(s)));
        services.TryAddSingleton(s => new HelloHandler(
            s.GetRequiredService<HelloLimits>(),
            s.GetRequiredService<SessionOptions>(),
            s.GetRequiredService<FrontEndOptions>().ServingAt));
        services.TryAddSingleton<Reattachment>();
        services.TryAddSingleton<SessionServices>();
        services.TryAddSingleton<SessionMachine>();
        services.TryAddSingleton<SessionIntake>();

        services.TryAddSingleton<AddressLimit>();
        services.TryAddSingleton<ApiKeyGate>();
        services.TryAddSingleton<PlainErrors>();
        services.AddResponseCompression(compression => compression.EnableForHttps = true);
        services.TryAddSingleton<StaticSite>();
        services.TryAddSingleton<FrontEndServices>();
        services.TryAddSingleton<PageOrigins>();
        services.TryAddSingleton<WebSocketEndpoint>();
        services.TryAddSingleton<LongPollOptions>();
        services.TryAddSingleton<LongPollSessions>();
        services.TryAddSingleton<LongPollEndpoint>();
        GrpcDoor.Add(services);
        return services;
    }

    /// <summary>Opens the doors: WebSocket, long polling, gRPC, files, static files, and the answer to every other path. Comes last.</summary>
    public static WebApplication MapParleyFrontEnd(this WebApplication application)
    {
        var options = application.Services.GetRequiredService<FrontEndOptions>();
        if (options.ApiKeySalt.Length == 0)
            throw new InvalidOperationException("No salt for API keys is set: anybody could make keys.");
        EndSessionsAtShutdown(application);
        StrictTransport.Use(application);
        var site = application.Services.GetRequiredService<StaticSite>();
        PathCleaning.Use(application);
        UseDoor(application, WebSocketEndpoint.Path, application.Services.GetRequiredService<WebSocketEndpoint>().HandleAsync);
        UseDoor(application, LongPollEndpoint.Path, application.Services.GetRequiredService<LongPollEndpoint>().HandleAsync);
        if (options.Grpc is { } grpc)
            GrpcDoor.Use(application, grpc);
        // Without a place to store them there are no files, and their addresses are unknown.
        if (application.Services.GetService<FileEndpoints>() is { } files)
            application.UseWhen(context => FileEndpoints.IsFor(context.Request.Path), door => door.Run(files.HandleAsync));
        site.Use(application);
        // Not a fall-back end point: it would be chosen before the files are looked at.
        application.Use((context, next) => context.GetEndpoint() is null ? site.AnswerRestAsync(context) : next(context));
        return application;
    }

    // The exact path: end point routing would take one with a slash at the end for the same.
    private static void UseDoor(WebApplication application, string path, RequestDelegate handler) =>
        application.UseWhen(context => context.Request.Path.Equals(path, StringComparison.Ordinal), door => door.Run(handler));

    private static void EndSessionsAtShutdown(WebApplication application)
    {
        var registry = application.Services.GetRequiredService<SessionRegistry>();
        var time = application.Services.GetRequiredService<TimeProvider>();
        application.Lifetime.ApplicationStopping.Register(() => registry.EndAll(time.UtcMilliseconds()));
    }

    private static LazyTopicRouter RouterOf(IServiceProvider services) =>
        new(new Lazy<ITopicRouter>(services.GetRequiredService<ITopicRouter>));

    private static FrontEndId NewFrontEndId()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return new FrontEndId(BitConverter.ToInt64(bytes) | 1);
    }
}
