using Parley.Protocol.Names;
using Parley.Protocol.Routing;
using Parley.Storage.Writes;
using Parley.Topics.Effects;
using Parley.Topics.Kinds;
using Parley.Topics.Presence;

namespace Parley.Topics.Remove;

/// <summary>How a topic that is deleted ends: who hears of it, and that it stops.</summary>
public static class TopicEnd
{
    /// <summary>The operator deletes the topic, as its owner could: nobody has asked for a reply, and every member is told.</summary>
    /// <param name="hard">Removes everything; else a group is marked deleted. Other topics are always removed.</param>
    public static TopicPlan ByOperator(TopicView topic, bool hard, DateTime at)
    {
        var plan = new TopicPlan();
        var isHard = hard || topic.Kind.Creation != TopicCreation.OnRequest;
        // One that is marked deleted counts as not existing, and can still be removed.
        if (topic.Exists || hard)
            plan.Write(new DeleteTopic(topic.Name, isHard, at));
        if (topic.Exists && topic.Kind.HasOthers)
            TellGone(topic, plan, skip: default);
        Stop(plan);
        return plan;
    }

    /// <summary>Members hear on <c>me</c> that the topic is gone.</summary>
    /// <param name="skip">Is left to its own reply; no session if none.</param>
    public static void TellGone(TopicView topic, TopicPlan plan, SessionId skip)
    {
        foreach (var member in topic.Members.Values)
        {
            if (member.IsLive)
                TellGone(plan, member.User, topic.Name, topic.AddressFor(member.User), skip);
        }
        foreach (var reader in topic.Readers.Values)
            TellGone(plan, reader.User, topic.Name, topic.Name.ChannelAddress, skip);
    }

    /// <summary>Everybody is detached and the topic goes out of memory.</summary>
    public static void Stop(TopicPlan plan)
    {
        plan.Change(new LiveChange.Stopped());
        plan.Deliver(new Delivery.DetachAll());
        plan.Effect(new TopicEffect.CloseTopic());
    }

    /// <summary>One user hears of it.</summary>
    /// <param name="source">The topic as the user lists it.</param>
    public static void TellGone(TopicPlan plan, UserId user, TopicName from, string source, SessionId skip) =>
        plan.Route(TopicName.Me(user), new TopicNotice(from, source, NoticeWhat.Gone, SkipSession: skip));
}
