using Parley.Protocol.Names;
using Parley.Storage.Ports;
using Parley.Storage.Records;
using Parley.Storage.Sql.Rows;

namespace Parley.Storage.Sql.Reads;

internal sealed class SqlDeviceStore(ReaderPool readers) : IDeviceStore
{
    private const string OfUser =
        "SELECT device_id, platform, last_seen, language FROM devices WHERE user_key = @user ORDER BY last_seen, device_id";

    public ValueTask<IReadOnlyList<StoredDevice>> OfUsersAsync(IReadOnlyList<UserId> users, CancellationToken cancellationToken) =>
        readers.ReadTogetherAsync<IReadOnlyList<StoredDevice>>(
            reader =>
            {
                List<StoredDevice> devices = [];
                foreach (var user in users.Distinct())
                {
                    using var row = reader.Database.Query(OfUser, reader.Users.KeyOf(user));
                    while (row.Read())
                        devices.Add(new StoredDevice(user, row.GetString(0), row.TextOrNullAt(1), row.TimeAt(2), row.TextOrNullAt(3)));
                }
                return devices;
            },
            cancellationToken);
}
