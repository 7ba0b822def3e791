using Microsoft.Extensions.Logging;
using Parley.Accounts;
using Parley.FrontEnd.Topics;
using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;

namespace Parley.FrontEnd.Sessions;

/// <summary>
/// Takes the packets of a session, one after another, and carries out what the gates decide. Whatever goes wrong here costs one
/// request, never the session or the process.
/// </summary>
public sealed partial class SessionMachine(SessionServices services, ILogger<SessionMachine> logger)
{
    private readonly Func<TopicName> _newGroup = services.Ids.NextGroup;

    /// <summary>Completes when the session may hand over its next packet.</summary>
    /// <param name="packet">Null for what could not be read.</param>
    public ValueTask ReceiveAsync(Session session, ClientPacket? packet, CancellationToken cancellationToken)
    {
        if (session.IsEnded)
            return default;
        session.Instruments.Received(session.Transport.Kind);
        // At most one {sub} or {leave} is under way; the next one, and what follows it, waits for its answer.
        if (packet is SubPacket or LeavePacket && session.Requests.IsLaneBusy)
            return ReceiveWhenFreeAsync(session, packet, cancellationToken);
        return Receive(session, packet, cancellationToken);
    }

    private async ValueTask ReceiveWhenFreeAsync(Session session, ClientPacket packet, CancellationToken cancellationToken)
    {
        await session.Requests.WhenLaneFreeAsync().WaitAsync(cancellationToken);
        if (!session.IsEnded)
            await Receive(session, packet, cancellationToken);
    }

    private ValueTask Receive(Session session, ClientPacket? packet, CancellationToken cancellationToken)
    {
        var at = services.Time.UtcMilliseconds();
        try
        {
            return Carry(session, packet, at, cancellationToken);
        }
#pragma warning disable CA1031 // The catch point of the session: an unexpected exception costs one request.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Fail(session, packet, at, exception);
            return default;
        }
    }

    private ValueTask Carry(Session session, ClientPacket? packet, DateTime at, CancellationToken cancellationToken)
    {
        if (packet is null)
        {
            session.Send(new CtrlPacket { Code = ReplyCodes.Malformed, Timestamp = at });
            return default;
        }
        if (OnBehalfOf.TryResolve(session, packet.Extra, out var who) is { } refusal)
        {
            session.Send(new CtrlPacket { Code = refusal, Timestamp = at });
            return default;
        }
        if (packet is HiPacket hello)
            return Greet(session, hello, who, at, cancellationToken);
        var decision = PacketGates.Decide(session, packet, who, _newGroup);
        switch (decision.Step)
        {
            case SessionStep.Reply:
                Reply(session, packet, decision, at);
                break;
            case SessionStep.Route:
                if (packet is NotePacket { What: NoteWhat.Call, Event: CallEvent.Accept })
                    services.Registry.AnswersCall(session, decision.Topic);
                services.Link.Post(session, decision.Topic, who, (TopicPacket)packet, at);
                break;
            case SessionStep.AskAccounts:
                return AskAccountsAsync(session, packet, who, at, cancellationToken);
        }
        if (packet is PubPacket or SubPacket or GetPacket or SetPacket or NotePacket)
            services.Link.ReportActivity(session, who.User);
        return default;
    }

    private ValueTask Greet(Session session, HiPacket hello, Requester who, DateTime at, CancellationToken cancellationToken)
    {
        var wasGreeted = session.IsGreeted;
        var outcome = services.Hello.Decide(session, hello, services.Clock.Now);
        if (outcome.ChangesDevice)
            return ChangeDeviceAsync(session, hello, who, at, cancellationToken);
        session.Send(new CtrlPacket { Id = hello.Id, Code = outcome.Code, Params = outcome.Params, Timestamp = at });
        if (wasGreeted && !outcome.Code.IsError)
            HelloHandler.RememberDevice(session, hello);
        if (session.IsBackground)
            services.Clock.Watch(session);
        return default;
    }

    private async ValueTask ChangeDeviceAsync(
        Session session, HiPacket hello, Requester who, DateTime at, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await services.Accounts.ChangeDeviceAsync(
                ContextOf(session, who, at), HelloHandler.DeviceOf(hello), cancellationToken);
            HelloHandler.RememberDevice(session, hello);
            session.Send(new CtrlPacket { Id = hello.Id, Code = reply.Code, Params = reply.Params, Timestamp = at });
        }
#pragma warning disable CA1031 // As above: this part runs later.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Fail(session, hello, at, exception);
        }
    }

    private async ValueTask AskAccountsAsync(
        Session session, ClientPacket packet, Requester who, DateTime at, CancellationToken cancellationToken)
    {
        try
        {
            // Only a login may be given up when the client goes: a change that is stored must also be told.
            var token = packet is LoginPacket ? cancellationToken : CancellationToken.None;
            var reply = await services.Accounts.HandleAsync(packet, ContextOf(session, who, at), token);
            var isOver = reply.EndsSession;
            if (!reply.LoggedIn.IsNone && !session.IsAuthenticated && session.Authenticate(reply.LoggedIn, reply.Level))
            {
                services.Registry.AddUser(session);
                // Who was suspended or deleted while this was decided has not been found among the sessions of the user.
                isOver |= await services.Accounts.RefuseAsync(reply.LoggedIn, token) is not null;
            }
            if (packet is LoginPacket)
                session.Instruments.LoginDecided(!reply.LoggedIn.IsNone);
            session.Send(new CtrlPacket { Id = packet.Id, Code = reply.Code, Params = reply.Params, Timestamp = at });
            if (isOver)
                services.Registry.End(session, new CtrlPacket { Code = ReplyCodes.Evicted, Timestamp = at });
        }
#pragma warning disable CA1031 // As above: this part runs later.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Fail(session, packet, at, exception);
        }
    }

    private static void Reply(Session session, ClientPacket packet, in SessionDecision decision, DateTime at) =>
        session.Send(new CtrlPacket
        {
            // Notes have no ids, not even if they have one.
            Id = packet is NotePacket ? null : packet.Id,
            Topic = decision.NamesTopic ? (packet as TopicPacket)?.Topic : null,
            Code = decision.Code,
            Timestamp = at,
        });

    private void Fail(Session session, ClientPacket? packet, DateTime at, Exception exception)
    {
        Log.RequestFailed(logger, exception, packet?.GetType().Name ?? "none", session.Id.Number);
        if (packet is NotePacket)
            return;
        session.Send(new CtrlPacket
        {
            Id = packet?.Id,
            Topic = (packet as TopicPacket)?.Topic,
            Code = ReplyCodes.InternalError,
            Timestamp = at,
        });
    }

    private static AccountContext ContextOf(Session session, Requester who, DateTime at) => new()
    {
        Session = session.Id,
        SessionUser = session.User,
        SessionLevel = session.Level,
        User = who.User,
        Level = who.Level,
        ReceivedAt = at,
        RemoteAddress = session.Transport.RemoteAddress,
        DeviceId = session.Client.DeviceId,
        Platform = session.Client.Platform,
        Language = session.Client.Language,
        Country = session.Client.Country,
    };

    private static partial class Log
    {
        [LoggerMessage(EventName = "RequestFailed", Level = LogLevel.Error, Message = "A {Packet} of session {Session} failed.")]
        public static partial void RequestFailed(ILogger logger, Exception exception, string packet, long session);
    }
}
