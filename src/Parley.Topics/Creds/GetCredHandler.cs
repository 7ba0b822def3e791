using Parley.Protocol;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Topics.Handlers;

namespace Parley.Topics.Creds;

/// <summary>Decides what a {get cred} returns: the user's own credentials, on me only (part B 6.8).</summary>
public sealed class GetCredHandler : TopicHandler<IReadOnlyList<StoredCredential>>
{
    protected override ValueTask<IReadOnlyList<StoredCredential>> LoadAsync(
        TopicView topic, TopicRequest request, ITopicReader reader, CancellationToken cancellationToken) =>
        topic.Kind.Readable.HasFlag(MetaParts.Cred)
            ? reader.Credentials.OfUserAsync(request.Who.User, cancellationToken)
            : new([]);

    protected override TopicPlan Decide(TopicView topic, TopicRequest request, IReadOnlyList<StoredCredential> credentials)
    {
        if (!topic.Kind.Readable.HasFlag(MetaParts.Cred))
            return request.Refuse(topic, ReplyCodes.NotAllowed);
        if (credentials.Count == 0)
            // Compat: the reference says "creds" here, not "cred".
            return request.NoContent(topic, "creds");
        return request.Answer(new MetaPacket
        {
            Topic = request.NameSeen(topic),
            Cred = [.. credentials.Select(c => new CredInfo(c.Method, c.Value, c.IsDone))],
        });
    }
}
