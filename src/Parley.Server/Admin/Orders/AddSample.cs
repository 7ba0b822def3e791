using Parley.Server.Sample;

namespace Parley.Server.Admin.Orders;

/// <summary>Fills an empty database with people, groups and messages. Null if it is not empty.</summary>
internal sealed record AddSample : Order<IReadOnlyList<SampleLogin>?>
{
    public override ValueTask<IReadOnlyList<SampleLogin>?> RunAsync(IServiceProvider rules, CancellationToken cancellationToken) =>
        rules.GetRequiredService<SampleLoader>().AddAsync(cancellationToken);
}
