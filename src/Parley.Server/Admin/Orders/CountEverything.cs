using Parley.Storage.Ports;
using Parley.Storage.Records;

namespace Parley.Server.Admin.Orders;

/// <summary>How much the database holds.</summary>
internal sealed record CountEverything : Order<InventoryCounts>
{
    public override ValueTask<InventoryCounts> RunAsync(IServiceProvider rules, CancellationToken cancellationToken) =>
        rules.GetRequiredService<IParleyStore>().Inventory.CountAsync(cancellationToken);
}
