using Parley.Protocol.Names;
using Parley.Storage.Records;

namespace Parley.Storage.Ports;

/// <summary>Reads devices.</summary>
public interface IDeviceStore
{
    ValueTask<IReadOnlyList<StoredDevice>> OfUsersAsync(IReadOnlyList<UserId> users, CancellationToken cancellationToken);
}
