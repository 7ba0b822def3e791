using Parley.Accounts.Tags;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Writes;
using Parley.Topics.Handlers;
using Parley.Topics.Kinds;

namespace Parley.Topics.Tags;

/// <summary>Decides what the "tags" of a {set} change of a user or group (part B 7.3). Reads whether aliases are taken.</summary>
public sealed class SetTagsHandler(TopicOptions options) : TopicHandler<bool>
{
    protected override async ValueTask<bool> LoadAsync(
        TopicView topic, TopicRequest request, ITopicReader reader, CancellationToken cancellationToken)
    {
        if (options.AliasNamespace is not { } alias || !MayChange(topic, request))
            return false;
        var tags = TagRules.Normalise(request.Sent().Tags, options.TagsMax) ?? [];
        foreach (var tag in tags.Except(topic.Tags))
        {
            if (TagGrammar.TryParsePrefixed(tag, out var space, out _) && space == alias
                && await reader.Topics.FindByTagAsync(tag, cancellationToken) is { } holder && holder != topic.Name)
                return true;
        }
        return false;
    }

    protected override TopicPlan Decide(TopicView topic, TopicRequest request, bool isAliasTaken)
    {
        if (!topic.Kind.Settable.HasFlag(MetaParts.Tags))
            return request.Refuse(topic, ReplyCodes.NotAllowed);
        if (!MayChange(topic, request))
            return request.Refuse(topic, ReplyCodes.PermissionDenied);
        if (TagRules.Normalise(request.Sent().Tags, options.TagsMax) is not { } tags)
            return request.Refuse(topic, ReplyCodes.NotModified);
        // Whoever removes all tags removes those that it may.
        if (tags.Count == 0)
            tags = TagRules.Filter(topic.Tags, options.ImmutableNamespaces());
        if (!TagRules.RestrictedEqual(topic.Tags, tags, options.ImmutableNamespaces()))
            return request.Refuse(topic, ReplyCodes.PermissionDenied);
        if (TagRules.HasDuplicateNamespace(tags, options.AliasNamespace))
            return request.Refuse(topic, ReplyCodes.Malformed);
        var delta = TagRules.Delta(topic.Tags, tags);
        if (delta.Added.Count == 0 && delta.Removed.Count == 0)
            return request.Refuse(topic, ReplyCodes.NotModified);
        if (isAliasTaken)
            return request.Refuse(topic, ReplyCodes.Malformed);

        var plan = new TopicPlan(request) { OnDuplicate = new Rejection(ReplyCodes.Malformed) };
        plan.Write(WriteOf(topic, tags, request.ReceivedAt));
        plan.Broadcast(
            new PacketVariants(new PresPacket { Topic = request.NameSeen(topic), What = PresWhat.Tags }),
            new Audience { OnlyUser = request.Who.User, Needs = AccessMode.Presence, SkipSession = request.Session });
        plan.Reply(ReplyCodes.Ok, Counts(delta), request.NameInReplies(topic));
        return plan;
    }

    private static bool MayChange(TopicView topic, TopicRequest request) =>
        topic.Kind.MayDescribe(topic, request.Who.User, request.IsFromReader(topic));

    private static StoreWrite WriteOf(TopicView topic, IReadOnlyList<string> tags, DateTime at) =>
        topic.Kind.Description == DescriptionSource.User && topic.Name.TryGetOwner(out var user)
            ? new UpdateUser(user, topic.Version) { Tags = tags, Updated = at }
            : new UpdateTopic(topic.Name, topic.Version) { Tags = tags, Updated = at };

    private static Payload Counts(TagDelta delta) => ReplyParams.Write(writer =>
    {
        if (delta.Added.Count > 0)
            writer.WriteNumber("added", delta.Added.Count);
        if (delta.Removed.Count > 0)
            writer.WriteNumber("removed", delta.Removed.Count);
    });
}
