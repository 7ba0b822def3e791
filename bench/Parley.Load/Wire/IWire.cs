namespace Parley.Load.Wire;

/// <summary>One connection with the server. What arrives goes to the <see cref="IPacketSink"/> it was opened with.</summary>
internal interface IWire : IDisposable
{
    /// <summary>Sends a packet, UTF-8 JSON. Never blocks.</summary>
    void Write(ReadOnlySpan<byte> packet);
}
