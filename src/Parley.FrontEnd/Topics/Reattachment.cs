using Parley.FrontEnd.Sessions;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Routing;

namespace Parley.FrontEnd.Topics;

/// <summary>Attaches sessions again after the process that held their topic was lost: the clients notice nothing.</summary>
public sealed class Reattachment(AttachmentTable attachments, TimeProvider time)
{
    /// <summary>The topics to which a session of this process is attached.</summary>
    public IEnumerable<TopicName> Topics => attachments.Topics;

    /// <summary>
    /// The requests by which the sessions attached to a topic attach again. Nobody waits for their answers; what the topic makes of
    /// them comes as attachments, and as the messages missed.
    /// </summary>
    public IReadOnlyList<TopicRequest> ResumeRequests(TopicName topic)
    {
        var attached = attachments.BeginReturn(topic);
        var at = time.UtcMilliseconds();
        return [.. attached.Where(a => !a.Session.IsEnded).Select(a => Resume(topic, a, at))];
    }

    private static TopicRequest Resume(TopicName topic, in SessionAttachment attachment, DateTime at)
    {
        var session = attachment.Session;
        var who = session.Requester;
        if (attachment.User != session.User)
            who = who with { User = attachment.User, Level = AuthLevel.Authenticated };
        var address = AddressOf(topic, attachment);
        return new TopicRequest(who, address, new SubPacket { Topic = address }, session.NextRequestNumber(), at, attachment.LastSeq);
    }

    private static string AddressOf(TopicName topic, in SessionAttachment attachment)
    {
        if (topic.IsMe)
            return TopicAddress.Me;
        if (topic.IsFind)
            return TopicAddress.Find;
        if (topic.IsSelf)
            return TopicAddress.Self;
        if (topic.TryGetPeerOf(attachment.User, out var peer))
            return peer.ToString();
        return attachment.IsReader ? topic.ChannelAddress : topic.Value;
    }
}
