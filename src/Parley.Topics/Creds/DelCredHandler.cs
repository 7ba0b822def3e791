using Parley.Accounts.Credentials;
using Parley.Protocol;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Topics.Handlers;

namespace Parley.Topics.Creds;

/// <summary>Decides what a {del cred} does: removes a credential of the user, and the tag that goes with it (part B 4.6).</summary>
public sealed class DelCredHandler(CredentialRules rules) : TopicHandler<IReadOnlyList<StoredCredential>>
{
    protected override ValueTask<IReadOnlyList<StoredCredential>> LoadAsync(
        TopicView topic, TopicRequest request, ITopicReader reader, CancellationToken cancellationToken) =>
        topic.Kind.Settable.HasFlag(MetaParts.Cred) && topic.IsAttached(request.Session)
            ? reader.Credentials.OfUserAsync(request.Who.User, cancellationToken)
            : new([]);

    protected override TopicPlan Decide(TopicView topic, TopicRequest request, IReadOnlyList<StoredCredential> credentials)
    {
        if (!topic.IsAttached(request.Session))
            return TopicPlan.Reject(request, ReplyCodes.MustAttachFirst);
        if (!topic.Kind.Settable.HasFlag(MetaParts.Cred))
            return TopicPlan.Reject(request, ReplyCodes.PermissionDenied);
        var user = request.Who.User;
        var part = ((DelPacket)request.Packet).Cred;
        if (!rules.Remove(user, request.Who.Level, part, credentials, request.ReceivedAt).TryGet(out var removal, out var refusal))
            return TopicPlan.Reject(request, refusal);
        var plan = new TopicPlan(request);
        foreach (var write in removal.Writes)
            plan.Write(write);
        if (removal.Tag is { } tag)
            CredentialTags.Change(plan, topic, request, [tag], []);
        // Compat: a kind that does not become tags is said to be as it was.
        plan.Reply(removal.IsTagged ? ReplyCodes.Ok : ReplyCodes.NoAction);
        return plan;
    }
}
