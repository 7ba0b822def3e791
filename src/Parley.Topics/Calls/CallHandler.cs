using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Topics.Effects;
using Parley.Topics.Handlers;
using Parley.Topics.Notes;

namespace Parley.Topics.Calls;

/// <summary>Decides what a {note} "call" does: the steps of a call that was begun, by those who may take them (part C 3.3).</summary>
public sealed class CallHandler : MemoryHandler
{
    public override TopicPlan Decide(TopicView topic, TopicRequest request)
    {
        if (!NoteGate.TryPass(topic, request, out var note, out var end))
            return end;
        var plan = new TopicPlan(request);
        if (topic.Call is not { } call || call.Seq != note.Seq || topic.LiveMember(request.Who.User) is null)
            return plan;
        if (call.IsActive)
            OfParty(topic, request, plan, call, note);
        else if (request.Who.User == call.Caller)
            OfCaller(topic, request, plan, call, note);
        else
            OfCallee(topic, request, plan, call, note);
        return plan;
    }

    // It rings. Of the caller only the session that calls can end it.
    private static void OfCaller(TopicView topic, TopicRequest request, TopicPlan plan, CallState call, NotePacket note)
    {
        if (note.Event == CallEvent.HangUp && request.Session == call.CallerSession)
            CallEnd.Plan(topic, plan, call, CallOutcome.Missed, request.Who.User, request.ReceivedAt);
    }

    // It rings. Any device of the callee may answer, attached or not.
    private static void OfCallee(TopicView topic, TopicRequest request, TopicPlan plan, CallState call, NotePacket note)
    {
        switch (note.Event)
        {
            case CallEvent.Ringing:
                Send(topic, plan, call, call.CallerSession, request.Who.User, CallEvent.Ringing);
                break;
            case CallEvent.Accept:
                Accept(topic, request, plan, call, note);
                break;
            case CallEvent.HangUp:
                CallEnd.Plan(topic, plan, call, CallOutcome.Declined, request.Who.User, request.ReceivedAt);
                break;
        }
    }

    // The two sessions find each other, talk, and one of them hangs up. What they say to each other is none of the server's business.
    private static void OfParty(TopicView topic, TopicRequest request, TopicPlan plan, CallState call, NotePacket note)
    {
        if (!call.IsParty(request.Session))
            return;
        switch (note.Event)
        {
            case CallEvent.Offer or CallEvent.Answer or CallEvent.IceCandidate:
                Send(topic, plan, call, call.Other(request.Session), request.Who.User, note.Event, note.Payload);
                break;
            case CallEvent.HangUp:
                CallEnd.Plan(topic, plan, call, CallOutcome.Finished, request.Who.User, request.ReceivedAt);
                break;
        }
    }

    private static void Accept(TopicView topic, TopicRequest request, TopicPlan plan, CallState call, NotePacket note)
    {
        var callee = request.Who.User;
        // If the history cannot say so it is not accepted: it goes on ringing.
        if (!CallMessage.TryPlan(topic, plan, call, CallOutcome.Accepted, callee, request.ReceivedAt))
            return;
        plan.Change(new LiveChange.CallChanged(call, call with { CalleeSession = request.Session, AcceptedAt = request.ReceivedAt }));
        TellOtherDevices(topic, request, plan, call, note);
        plan.Effect(new TopicEffect.CancelTimer(TimerKey.Call));
        Send(topic, plan, call, call.CallerSession, callee, CallEvent.Accept);
    }

    // The callee's other devices stop ringing, also those attached to the conversation.
    private static void TellOtherDevices(TopicView topic, TopicRequest request, TopicPlan plan, CallState call, NotePacket note)
    {
        var callee = request.Who.User;
        var packet = new InfoPacket
        {
            Topic = TopicAddress.Me,
            Source = topic.AddressFor(callee),
            From = callee.ToString(),
            What = NoteWhat.Call,
            Event = CallEvent.Accept,
            Seq = call.Seq,
            Payload = note.Payload,
        };
        plan.NotifyOnMe(new MeNotice
        {
            Groups = [new MeNoticeGroup(new PacketVariants(packet), [callee])],
            SkipSession = request.Session,
            NeedsPresence = false,
        });
    }

    // To one session, which need not be attached: who answers from me is a party as well.
    private static void Send(
        TopicView topic, TopicPlan plan, CallState call, SessionId to, UserId from, CallEvent step, Payload payload = default)
    {
        var receiver = to == call.CallerSession ? call.Caller : OtherThan(topic, call.Caller);
        plan.Deliver(new Delivery.Reply(
            to,
            new InfoPacket
            {
                Topic = topic.AddressFor(receiver),
                From = from.ToString(),
                What = NoteWhat.Call,
                Event = step,
                Seq = call.Seq,
                Payload = payload,
            },
            EndsRequest: 0));
    }

    private static UserId OtherThan(TopicView topic, UserId user) => topic.Name.TryGetPeerOf(user, out var peer) ? peer : default;
}
