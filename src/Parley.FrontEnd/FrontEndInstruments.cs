using System.Diagnostics.Metrics;
using Parley.FrontEnd.Sessions;
using Parley.FrontEnd.Transports;
using Parley.Protocol;
using Parley.Protocol.Packets.Server;

namespace Parley.FrontEnd;

/// <summary>
/// What is measured of sessions. Labels have few values, all of our own making: nothing that a client sends becomes one.
/// </summary>
public sealed class FrontEndInstruments : IDisposable
{
    public const string MeterName = "Parley.FrontEnd";
    public const string Transport = "transport";
    public const string CodeClass = "class";
    public const string Outcome = "outcome";

    private static readonly KeyValuePair<string, object?>[] Transports =
        [.. Enum.GetValues<TransportKind>().Select(kind => new KeyValuePair<string, object?>(Transport, NameOf(kind)))];

    private static readonly KeyValuePair<string, object?>[] Classes =
        [.. Enumerable.Range(0, 6).Select(digit => new KeyValuePair<string, object?>(CodeClass, $"{digit}xx"))];

    private static readonly KeyValuePair<string, object?> Accepted = new(Outcome, "accepted");
    private static readonly KeyValuePair<string, object?> Refused = new(Outcome, "refused");

    private readonly Meter _meter = new(MeterName);
    private readonly TimeProvider _time;
    private readonly UpDownCounter<long> _sessionsLive;
    private readonly Counter<long> _sessions;
    private readonly Counter<long> _received;
    private readonly Counter<long> _sent;
    private readonly Histogram<long> _sentBytes;
    private readonly Counter<long> _replies;
    private readonly Histogram<double> _latency;
    private readonly Counter<long> _overflows;
    private readonly Counter<long> _logins;
    private readonly Counter<long> _downloads;
    private readonly Counter<long> _uploads;

    public FrontEndInstruments(TimeProvider time)
    {
        _time = time;
        _sessionsLive = _meter.CreateUpDownCounter<long>("parley.sessions.live", "{session}", "Sessions at this moment.");
        _sessions = _meter.CreateCounter<long>("parley.sessions", "{session}", "Sessions that have begun.");
        _received = _meter.CreateCounter<long>("parley.messages.received", "{message}", "Messages of clients.");
        _sent = _meter.CreateCounter<long>("parley.messages.sent", "{message}", "Messages written to clients.");
        _sentBytes = _meter.CreateHistogram<long>("parley.message.sent.size", "By", "Size of a message written to a client as JSON.");
        _replies = _meter.CreateCounter<long>("parley.replies", "{reply}", "Replies to requests with an id.");
        _latency = _meter.CreateHistogram<double>("parley.request.duration", "ms", "From the receipt of a request to its reply.");
        _overflows = _meter.CreateCounter<long>("parley.outbox.overflows", "{session}", "Sessions cut off because they read too slowly.");
        _logins = _meter.CreateCounter<long>("parley.logins", "{login}", "Attempts to log in.");
        _downloads = _meter.CreateCounter<long>("parley.files.downloads", "{request}", "Requests for files over HTTP.");
        _uploads = _meter.CreateCounter<long>("parley.files.uploads", "{request}", "Requests over HTTP that bring files.");
    }

    /// <summary>A transport as labels have it.</summary>
    public static string NameOf(TransportKind kind) => kind switch
    {
        TransportKind.WebSocket => "websocket",
        TransportKind.LongPoll => "longpoll",
        TransportKind.Grpc => "grpc",
        _ => "other",
    };

    public void SessionBegun(TransportKind transport)
    {
        _sessions.Add(1, Transports[(int)transport]);
        _sessionsLive.Add(1, Transports[(int)transport]);
    }

    public void SessionEnded(TransportKind transport) => _sessionsLive.Add(-1, Transports[(int)transport]);

    public void Received(TransportKind transport) => _received.Add(1, Transports[(int)transport]);

    /// <summary>Messages are on their way to the wire.</summary>
    public void Sent(TransportKind transport, ReadOnlySpan<byte[]> messages)
    {
        _sent.Add(messages.Length, Transports[(int)transport]);
        if (!_sentBytes.Enabled || transport == TransportKind.Grpc)
            return;
        foreach (var message in messages)
            _sentBytes.Record(message.Length);
    }

    /// <summary>A packet was queued; replies to requests with an id are counted.</summary>
    public void Queued(CtrlPacket reply)
    {
        if (string.IsNullOrEmpty(reply.Id))
            return;
        _replies.Add(1, Classes[Math.Clamp(reply.Code.Number / 100, 0, Classes.Length - 1)]);
        if (_latency.Enabled)
            _latency.Record(Math.Max(0, (_time.UtcMilliseconds() - reply.Timestamp).TotalMilliseconds));
    }

    public void OutboxOverflowed(TransportKind transport) => _overflows.Add(1, Transports[(int)transport]);

    public void LoginDecided(bool isAccepted) => _logins.Add(1, isAccepted ? Accepted : Refused);

    public void FileAsked(bool isUpload) => (isUpload ? _uploads : _downloads).Add(1);

    public void Dispose() => _meter.Dispose();
}
