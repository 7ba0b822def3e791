namespace Parley.FrontEnd.Transports.WebSocket;

/// <summary>What a frame is (RFC 6455, 5.2).</summary>
public enum FrameOpcode
{
    Continuation = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10,
}
