using Parley.FrontEnd.Encoding;
using Parley.FrontEnd.Sessions;

namespace Parley.FrontEnd.Transports;

/// <summary>Takes the messages of a link that speaks JSON: probes are answered here, the rest is read and handed to the session.</summary>
public sealed class SessionIntake(SessionMachine machine)
{
    private const byte Probe = (byte)'1';

    /// <summary>Completes when the next message may be handed over. The memory may be reused as soon as this returns.</summary>
    public ValueTask ReceiveAsync(Session session, ReadOnlySpan<byte> message, CancellationToken cancellationToken)
    {
        if (message is [Probe])
        {
            session.Instruments.Received(session.Transport.Kind);
            session.Send(EncodedPacket.ProbeAnswer);
            return default;
        }
        return machine.ReceiveAsync(session, session.Transport.Codec.DecodeClient(message), cancellationToken);
    }
}
