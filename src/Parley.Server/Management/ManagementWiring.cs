using OpenTelemetry.Metrics;
using Parley.Server.Settings;

namespace Parley.Server.Management;

/// <summary>Adds what operators see, and counts only if somebody is to see it.</summary>
internal static class ManagementWiring
{
    private static readonly double[] MillisecondBounds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
    private static readonly double[] ByteBounds = [64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 16777216];

    public static IServiceCollection AddParleyManagement(this IServiceCollection services, ManagementSettings settings)
    {
        if (settings.Address is not null || settings.VarsPath.Length > 0)
        {
            services.AddSingleton<MeasuredValues>();
            services.AddSingleton<StatisticsPage>();
        }
        services.AddSingleton<StatusPage>();
        if (settings.Address is null)
            return services;
        services.AddSingleton<HealthPages>();
        services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter("Parley.*", "System.Runtime", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Hosting")
            .AddView("parley.message.sent.size", new ExplicitBucketHistogramConfiguration { Boundaries = ByteBounds })
            .AddView("parley.*.duration", new ExplicitBucketHistogramConfiguration { Boundaries = MillisecondBounds })
            .AddPrometheusExporter());
        return services;
    }
}
