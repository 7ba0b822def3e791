using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Topics.Audiences;
using Parley.Topics.Effects;
using Parley.Topics.Publish;

namespace Parley.Topics.Calls;

/// <summary>Ends a call: the history says how, and every device of both users is told to stop ringing (part C 3.3).</summary>
public static class CallEnd
{
    private static readonly AccessMode NoticeMode = AccessMode.Presence | AccessMode.Read;

    /// <param name="by">Who has hung up; nobody if the server has.</param>
    public static void Plan(TopicView topic, TopicPlan plan, CallState call, string outcome, UserId by, DateTime at)
    {
        var duration = outcome == CallOutcome.Finished ? at - call.AcceptedAt : TimeSpan.Zero;
        // Where the caller may not write any more the history keeps the invitation; the call ends all the same.
        CallMessage.TryPlan(topic, plan, call, outcome, by, at, duration);
        Tell(topic, plan, call, by);
        plan.Change(new LiveChange.CallChanged(call, null));
        plan.Effect(new TopicEffect.CancelTimer(TimerKey.Call));
    }

    /// <summary>A session is attached no longer, or was lost: a call to which it is a party ends.</summary>
    public static void OfSession(TopicView topic, TopicPlan plan, SessionId session, DateTime at)
    {
        if (topic.Call is { } call && call.IsParty(session))
            Plan(topic, plan, call, CallOutcome.Disconnected, default, at);
    }

    /// <summary>A session was lost that is not attached: it may have answered from <c>me</c>.</summary>
    public static TopicPlan OfLostSession(TopicView topic, SessionId session, DateTime at)
    {
        var plan = new TopicPlan();
        OfSession(topic, plan, session, at);
        return plan;
    }

    /// <summary>Nobody has answered in time.</summary>
    public static TopicPlan OfTimer(TopicView topic, DateTime at)
    {
        var plan = new TopicPlan();
        if (topic.Call is { IsActive: false } call)
            Plan(topic, plan, call, CallOutcome.Missed, default, at);
        return plan;
    }

    /// <summary>Tells every device of both users that it is over, without a word in the history.</summary>
    public static void Tell(TopicView topic, TopicPlan plan, CallState call, UserId by)
    {
        plan.Broadcast(
            RecipientNaming.ForAttached(topic, name => Packet(name, null, null, call.Seq)),
            new Audience { Needs = AccessMode.Read });
        var members = topic.MembersWith(NoticeMode);
        if (members.Count == 0)
            return;
        var from = by.IsNone ? null : by.ToString();
        var packets = RecipientNaming.OnMe(topic, call.Caller, (source, _) => Packet(TopicAddress.Me, source, from, call.Seq));
        plan.NotifyOnMe(new MeNotice
        {
            Groups = [new MeNoticeGroup(packets, members)],
            UnlessAttachedTo = topic.Name,
            NeedsPresence = false,
        });
    }

    /// <summary>The word that belongs to a message by which a call has ended, for a session that has missed both; else null.</summary>
    /// <param name="topic">As the session names it.</param>
    public static InfoPacket? MissedWord(StoredMessage message, string topic)
    {
        var isEnd = MessageHead.CallStateOf(message.Head)
            is CallOutcome.Finished or CallOutcome.Disconnected or CallOutcome.Missed or CallOutcome.Declined;
        return isEnd && MessageHead.ReplacedSeq(message.Head) is { } seq ? Packet(topic, null, null, seq) : null;
    }

    private static InfoPacket Packet(string topic, string? source, string? from, int seq) => new()
    {
        Topic = topic,
        Source = source,
        From = from,
        What = NoteWhat.Call,
        Event = CallEvent.HangUp,
        Seq = seq,
    };
}
