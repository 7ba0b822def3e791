using Parley.Server.Sample;
using Parley.Server.Settings;
using Parley.Topics.Operator;

namespace Parley.Server.Hosting;

/// <summary>Adds what operators' orders need beside the rules of accounts.</summary>
internal static class OperatorWiring
{
    public static IServiceCollection AddParleyOperator(this IServiceCollection services, ParleySettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton<OperatorTopics>();
        services.AddSingleton<SampleLoader>();
        return services;
    }
}
