namespace Parley.FrontEnd.Transports.WebSocket;

/// <summary>How far reading has come.</summary>
public enum FrameReadStatus
{
    /// <summary>More bytes must come first.</summary>
    Incomplete = 0,
    Complete,

    /// <summary>Against the rules: 1002.</summary>
    Broken,

    /// <summary>A message over the limit: 1009.</summary>
    TooLarge,
}
