using Parley.FrontEnd.Sessions;
using Parley.Protocol;

namespace Parley.FrontEnd.Transports;

/// <summary>
/// The raw link of a session. <see cref="IThreadPoolWorkItem.Execute"/> writes what the outbox of the session holds; it is queued by
/// whoever makes the outbox busy, and never runs twice at a time.
/// </summary>
public interface ITransport : IThreadPoolWorkItem
{
    TransportKind Kind { get; }

    /// <summary>The wire format of this link.</summary>
    IPacketCodec Codec { get; }

    string? RemoteAddress { get; }

    /// <summary>Ends the link at once; what is still queued is lost. May be called by anyone, any number of times.</summary>
    void Abort();

    /// <summary>Called once, before anybody else knows the session.</summary>
    void Bind(Session session);

    /// <summary>A user has logged in.</summary>
    void OnLogin();

    /// <summary>The session is over: takes nothing more in, writes what waits, then ends the link.</summary>
    void Finish();

    /// <summary>Called about once a second, for pings and deadlines.</summary>
    /// <param name="now">Of the <see cref="SessionClock"/>.</param>
    void OnTick(int now);
}
