using Parley.FrontEnd.Transports;
using Parley.Protocol;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Replies;

namespace Parley.FrontEnd.Sessions;

/// <summary>Decides what a <c>{hi}</c> does, the first and those that follow (part A 2.4).</summary>
public sealed class HelloHandler
{
    /// <summary>Removes the device that is known.</summary>
    private const string ClearDevice = "\u2421";

    // A session keeps them for as long as it lasts, logged in or not. No client has longer ones.
    private const int KeptLengthMax = 4096;

    private readonly SessionOptions _options;
    private readonly Payload _limits;
    private readonly Payload _grpcLimits;
    private readonly int _backgroundTicks;

    public HelloHandler(HelloLimits limits, SessionOptions options, string? servingAt = null)
    {
        _options = options;
        limits = limits with { MessageBytesMax = options.MessageBytesMax };
        _limits = limits.ToParams();
        _grpcLimits = limits.ToParams(writer =>
        {
            writer.WriteString("servingAt", servingAt ?? "");
            writer.WriteNumber("clusterSize", 1);
        });
        _backgroundTicks = SessionClock.Ticks(options.BackgroundTime);
    }

    /// <param name="now">Time of the <see cref="SessionClock"/>.</param>
    public HelloOutcome Decide(Session session, HiPacket hello, int now) =>
        session.IsGreeted ? Again(session, hello) : First(session, hello, now);

    /// <summary>A later <c>{hi}</c> changes device and language only: agent, platform and version stay as they were.</summary>
    public static void RememberDevice(Session session, HiPacket hello)
    {
        var client = session.Client;
        session.Client = client with
        {
            DeviceId = DeviceOf(hello),
            // Compat: the reference forgets the language when the field is absent, as it is when a web client renews its push token.
            Language = string.IsNullOrEmpty(hello.Language) ? client.Language : Kept(hello.Language),
            Country = ClientHints.CountryOf(hello.Language) ?? client.Country,
        };
    }

    /// <summary>The device named by a <c>{hi}</c>; null if none, or if it is to be forgotten.</summary>
    public static string? DeviceOf(HiPacket hello) =>
        string.IsNullOrEmpty(hello.DeviceId) || hello.DeviceId == ClearDevice ? null : Kept(hello.DeviceId);

    private static string? Kept(string? text) => text is { Length: > KeptLengthMax } ? text[..KeptLengthMax] : text;

    private HelloOutcome First(Session session, HiPacket hello, int now)
    {
        var version = ProtocolVersion.Parse(hello.Version);
        if (!version.IsKnown)
            return new HelloOutcome(ReplyCodes.Malformed);
        if (!version.IsSupported)
            return new HelloOutcome(ReplyCodes.VersionNotSupported);
        session.Greet(version, new SessionClient
        {
            UserAgent = Kept(hello.UserAgent),
            DeviceId = DeviceOf(hello),
            Platform = string.IsNullOrEmpty(hello.Platform) ? ClientHints.PlatformOf(hello.UserAgent) : Kept(hello.Platform),
            Language = Kept(hello.Language),
            Country = ClientHints.CountryOf(hello.Language) ?? _options.DefaultCountryCode,
        });
        if (hello.IsBackground)
            session.GoToBackground(now + _backgroundTicks);
        return new HelloOutcome(CreatedOn(session), session.Transport.Kind == TransportKind.Grpc ? _grpcLimits : _limits);
    }

    private static HelloOutcome Again(Session session, HiPacket hello)
    {
        if (!string.IsNullOrEmpty(hello.Version) && ProtocolVersion.Parse(hello.Version) != session.Version)
            return new HelloOutcome(ReplyCodes.OutOfSequence);
        if (!session.IsAuthenticated)
            return new HelloOutcome(ReplyCodes.AuthenticationRequired);
        if (string.IsNullOrEmpty(hello.DeviceId) || Kept(hello.DeviceId) == session.Client.DeviceId)
            return new HelloOutcome(CreatedOn(session));
        return new HelloOutcome(ReplyCodes.Ok, ChangesDevice: hello.DeviceId != ClearDevice || session.Client.DeviceId is not null);
    }

    // Compat: the same outcome has another number over long polling.
    private static ReplyCode CreatedOn(Session session) =>
        session.Transport.Kind == TransportKind.LongPoll ? ReplyCodes.Ok : ReplyCodes.Created;
}
