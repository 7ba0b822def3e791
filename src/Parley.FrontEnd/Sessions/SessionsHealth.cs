using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Parley.FrontEnd.Sessions;

/// <summary>Well as long as sessions may begin: load balancers send nobody to a server that stops.</summary>
public sealed class SessionsHealth(SessionRegistry registry) : IHealthCheck
{
    public const string Name = "sessions";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(registry.IsShuttingDown ? HealthCheckResult.Unhealthy("The server stops.") : HealthCheckResult.Healthy());
}
