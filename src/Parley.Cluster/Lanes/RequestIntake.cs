using Parley.Cluster.Contracts;
using Parley.Cluster.FrontEnds;
using Parley.Cluster.Topics;
using Parley.Protocol.Names;
using Parley.Protocol.Routing;

namespace Parley.Cluster.Lanes;

/// <summary>The end of the request lanes: from other processes into the mailboxes of this one.</summary>
internal sealed class RequestIntake(LocalTopics topics, FrontEndTable frontEnds, WireCodec codec)
{
    public RequestAck Take(RequestBatch batch)
    {
        // Who was declared dead is detached already, and must not come back as a ghost.
        if (frontEnds.IsDead(batch.Sender)
            || !topics.TryGet(new TopicName(batch.Topic), out var mailbox) || mailbox.Activation != batch.Activation)
            return new RequestAck { IsElsewhere = true };
        var frontEnd = new FrontEndId(batch.FrontEnd);
        frontEnds.Learn(frontEnd, batch.Sender);
        var outcome = mailbox.PostBatch(
            frontEnd, batch.Sequence, Array.ConvertAll(batch.Inputs, i => codec.Decode(i, frontEnd)), out var taken);
        if (frontEnds.IsDead(batch.Sender))
            mailbox.FrontEndLost(frontEnd);
        return new RequestAck { IsElsewhere = outcome == PostOutcome.Closed, Taken = taken };
    }
}
