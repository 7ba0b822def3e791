namespace Parley.FrontEnd.Transports;

/// <summary>The sorts of links.</summary>
public enum TransportKind
{
    WebSocket = 0,
    LongPoll,
    Grpc,
}
