namespace Parley.Load.Wire;

/// <summary>How the load tool speaks with the server.</summary>
internal enum WireKind
{
    WebSocket,
    Grpc,
}
