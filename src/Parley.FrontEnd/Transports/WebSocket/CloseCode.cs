namespace Parley.FrontEnd.Transports.WebSocket;

/// <summary>Why a link is closed (RFC 6455, 7.4).</summary>
public enum CloseCode
{
    None = 0,
    Normal = 1000,
    ProtocolError = 1002,
    TooLarge = 1009,
}
