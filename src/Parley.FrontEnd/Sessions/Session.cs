using Parley.FrontEnd.Encoding;
using Parley.FrontEnd.Topics;
using Parley.FrontEnd.Transports;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;

namespace Parley.FrontEnd.Sessions;

/// <summary>
/// One connected client: who it is, how far it has come, to which topics it is attached, and what waits to be written to it.
/// Its receive loop alone changes identity and state; attachments change as topics say.
/// </summary>
public sealed class Session
{
    private readonly Lock _lock = new();
    private readonly int _outboxBytesMax;
    private HashSet<TopicName>? _attached;
    private TopicName? _answeredIn;
    private volatile Requester? _requester;
    private SessionClient _client = SessionClient.Unknown;
    private long _lastNumber;
    private volatile SessionState _state;

    public Session(SessionId id, ITransport transport, SessionOptions options, FrontEndInstruments instruments, int startedAt)
    {
        (Id, Transport, Instruments, StartedAt) = (id, transport, instruments, startedAt);
        Outbox = new SessionOutbox(options.SendQueuePacketsMax, options.UnauthenticatedQueueBytesMax);
        _outboxBytesMax = options.SendQueueBytesMax;
        Requests = new PendingRequests(options.PendingRequestsMax);
    }

    public SessionId Id { get; }

    public ITransport Transport { get; }

    public SessionOutbox Outbox { get; }

    public FrontEndInstruments Instruments { get; }

    public PendingRequests Requests { get; }

    /// <summary>When the link was made, as time of the <see cref="SessionClock"/>.</summary>
    public int StartedAt { get; }

    public SessionState State => _state;

    public bool IsGreeted => Version.IsKnown;

    public bool IsAuthenticated => !User.IsNone;

    public bool IsEnded => _state == SessionState.Ended;

    public ProtocolVersion Version { get; private set; }

    /// <summary>Who has logged in; nobody before.</summary>
    public UserId User { get; private set; }

    public AuthLevel Level { get; private set; }

    /// <summary>Attaches unseen, for a few seconds after <c>{hi}</c>.</summary>
    public bool IsBackground { get; private set; }

    /// <summary>It is in the background, or was.</summary>
    public bool WasBackground { get; private set; }

    /// <summary>When a background session becomes visible, as time of the <see cref="SessionClock"/>.</summary>
    public int ForegroundAt { get; private set; }

    public SessionClient Client
    {
        get => _client;
        set
        {
            lock (_lock)
                (_client, _requester) = (value, null);
        }
    }

    /// <summary>The session as it asks in its own name: one object for all requests as long as nothing of it changes.</summary>
    public Requester Requester => _requester ?? MakeRequester();

    /// <summary>The <c>me</c> to which the session attached last; null while it is attached to none.</summary>
    internal MeActivity? Me { get; set; }

    /// <summary>Next in the list of sessions that the clock looks after; only the clock touches it.</summary>
    internal Session? NextWatched { get; set; }

    internal int WatchFlag;

    public long NextRequestNumber() => Interlocked.Increment(ref _lastNumber);

    /// <summary>The handshake is done.</summary>
    public void Greet(ProtocolVersion version, SessionClient client)
    {
        (Version, Client) = (version, client);
        Advance(SessionState.Greeted);
    }

    /// <summary>The session stays unseen until <paramref name="foregroundAt"/>.</summary>
    public void GoToBackground(int foregroundAt)
    {
        lock (_lock)
            (IsBackground, WasBackground, ForegroundAt, _requester) = (true, true, foregroundAt, null);
    }

    /// <summary>The session is seen from here on. Returns the topics to be told.</summary>
    public IReadOnlyList<TopicName> BecomeForeground()
    {
        lock (_lock)
        {
            (IsBackground, _requester) = (false, null);
            return _attached is null ? [] : [.. _attached];
        }
    }

    /// <summary>A user has logged in. False if the session ended meanwhile.</summary>
    public bool Authenticate(UserId user, AuthLevel level)
    {
        lock (_lock)
            (User, Level, _requester) = (user, level, null);
        Outbox.Widen(_outboxBytesMax);
        return Advance(SessionState.Authenticated);
    }

    /// <summary>The topics to which it is attached, at this moment.</summary>
    public IReadOnlyList<TopicName> Attached
    {
        get
        {
            lock (_lock)
                return _attached is null ? [] : [.. _attached];
        }
    }

    public bool IsAttachedTo(TopicName topic)
    {
        lock (_lock)
            return _attached is not null && _attached.Contains(topic);
    }

    /// <summary>Notes an attachment. False if the session has ended: the topic must be told.</summary>
    internal bool TryAttach(TopicName topic)
    {
        lock (_lock)
        {
            if (IsEnded)
                return false;
            (_attached ??= []).Add(topic);
            return true;
        }
    }

    internal void Detach(TopicName topic)
    {
        lock (_lock)
        {
            _attached?.Remove(topic);
            if (Me?.Topic == topic)
                Me = null;
        }
    }

    /// <summary>
    /// Notes that the session takes part in a call of a conversation to which it is not attached: the topic must learn when it ends.
    /// </summary>
    /// <param name="before">The one noted before; null if there was none.</param>
    /// <returns>False if there was nothing to note.</returns>
    internal bool TryAnswer(TopicName topic, out TopicName? before)
    {
        lock (_lock)
        {
            before = _answeredIn;
            if (IsEnded || before == topic || (_attached is not null && _attached.Contains(topic)))
                return false;
            _answeredIn = topic;
            return true;
        }
    }

    /// <summary>Where the session has answered a call without being attached; null if nowhere.</summary>
    internal TopicName? AnsweredIn => _answeredIn;

    /// <summary>Takes nothing more in. Returns the topics to which it was attached; null if it was over before.</summary>
    internal IReadOnlyList<TopicName>? End()
    {
        lock (_lock)
        {
            if (IsEnded)
                return null;
            _state = SessionState.Ended;
            IReadOnlyList<TopicName> topics = _attached is null ? [] : [.. _attached];
            _attached = null;
            Requests.Close();
            return topics;
        }
    }

    /// <summary>Sends a packet and sees to it that it is written.</summary>
    public void Send(ServerPacket packet) => Send(new EncodedPacket(packet));

    /// <inheritdoc cref="Send(ServerPacket)"/>
    public void Send(EncodedPacket packet)
    {
        if (Enqueue(packet))
            ThreadPool.UnsafeQueueUserWorkItem(Transport, preferLocal: false);
    }

    /// <summary>
    /// Queues a packet. True if the caller must start the transport's drain. A slow reader is cut off here, nobody waits for it.
    /// </summary>
    public bool Enqueue(EncodedPacket packet)
    {
        if (packet.Packet is CtrlPacket reply)
            Instruments.Queued(reply);
        switch (Outbox.Enqueue(packet.BytesFor(Transport.Codec)))
        {
            case OutboxResult.QueuedFirst:
                return true;
            case OutboxResult.Full:
                Instruments.OutboxOverflowed(Transport.Kind);
                // Elsewhere, because the caller may hold the lock of a topic.
                ThreadPool.UnsafeQueueUserWorkItem(static transport => transport.Abort(), Transport, preferLocal: false);
                return false;
            default:
                return false;
        }
    }

    // Under the lock, so that the clock cannot make the session visible between reading what it is and keeping it.
    private Requester MakeRequester()
    {
        lock (_lock)
        {
            return _requester = new Requester
            {
                Session = Id,
                User = User,
                Level = Level,
                SessionUser = User,
                SessionLevel = Level,
                IsBackground = IsBackground,
                UserAgent = _client.UserAgent,
                Country = _client.Country,
                Language = _client.Language,
            };
        }
    }

    private bool Advance(SessionState state)
    {
        lock (_lock)
        {
            if (IsEnded)
                return false;
            _state = state;
            return true;
        }
    }
}
