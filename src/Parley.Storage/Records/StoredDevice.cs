using Parley.Protocol.Names;

namespace Parley.Storage.Records;

/// <summary>A device that receives pushes. A device id belongs to the user who used it last.</summary>
public sealed record StoredDevice(UserId User, string DeviceId, string? Platform, DateTime LastSeen, string? Language);
