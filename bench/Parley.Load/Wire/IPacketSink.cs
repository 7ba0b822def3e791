namespace Parley.Load.Wire;

/// <summary>
/// Takes what a connection receives. Called on the thread that polls the sockets: it must neither block nor throw.
/// One connection never makes two calls at a time.
/// </summary>
internal interface IPacketSink
{
    /// <summary>A packet has arrived. The span is valid during the call only.</summary>
    /// <param name="packet">UTF-8 JSON.</param>
    /// <param name="now">Monotonic time of the read, in stopwatch ticks.</param>
    void OnPacket(ReadOnlySpan<byte> packet, long now);

    /// <summary>The connection is gone, called once. Not called when this side closed it.</summary>
    void OnClosed(string reason);
}
