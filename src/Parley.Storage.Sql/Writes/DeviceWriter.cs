using Parley.Storage.Records;
using Parley.Storage.Sql.Rows;
using Parley.Storage.Writes;

namespace Parley.Storage.Sql.Writes;

/// <summary>Writes devices.</summary>
internal sealed class DeviceWriter(SqlWriter writer)
{
    private const string Update =
        "UPDATE devices SET user_key = @user, platform = @platform, last_seen = @seen, language = @language WHERE device_id = @id";

    private const string Insert =
        "INSERT INTO devices (user_key, platform, last_seen, language, device_id) VALUES (@user, @platform, @seen, @language, @id)";

    private const string Delete = "DELETE FROM devices WHERE user_key = @user AND (@id IS NULL OR device_id = @id)";

    public WriteOutcome Put(StoredDevice device)
    {
        object?[] values =
            [writer.Users.KeyOf(device.User), device.Platform, device.LastSeen.ToSql(), device.Language, device.DeviceId];
        if (writer.Database.Execute(Update, values) == 0)
            writer.Database.Execute(Insert, values);
        return WriteOutcome.Done;
    }

    public WriteOutcome Remove(DeleteDevice write)
    {
        writer.Database.Execute(Delete, writer.Users.KeyOf(write.User), write.DeviceId);
        return WriteOutcome.Done;
    }
}
