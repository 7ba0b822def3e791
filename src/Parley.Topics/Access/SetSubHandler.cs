using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Topics.Handlers;
using Parley.Topics.Subscribe;

namespace Parley.Topics.Access;

/// <summary>Decides what the "sub" of a {set} does: own access, or an invitation, approval or ban of somebody else.</summary>
public sealed class SetSubHandler(TopicOptions options) : TopicHandler<SetSubFacts>
{
    protected override async ValueTask<SetSubFacts> LoadAsync(
        TopicView topic, TopicRequest request, ITopicReader reader, CancellationToken cancellationToken)
    {
        if (TargetOf(request) is not { IsNone: false } target || target == request.Who.User || topic.LiveMember(target) is not null)
            return new SetSubFacts(null, null);
        var row = await reader.Subscriptions.FindAsync(new SubscriptionKey(topic.Name, target), cancellationToken);
        return new SetSubFacts(row, await reader.Users.FindAsync(target, cancellationToken));
    }

    protected override TopicPlan Decide(TopicView topic, TopicRequest request, SetSubFacts facts)
    {
        if (TargetOf(request) is not { } target)
            return TopicPlan.Reject(request, ReplyCodes.Malformed);
        return target.IsNone || target == request.Who.User
            ? OfSelf(topic, request, PartOf(request).Mode)
            : MemberAccess.Decide(topic, request, target, PartOf(request).Mode, facts, options);
    }

    private TopicPlan OfSelf(TopicView topic, TopicRequest request, string? mode)
    {
        var isReader = topic.Attachments[request.Session].IsReader;
        var decision = isReader
            ? OfReader(topic, request, mode)
            : SelfSubscription.Decide(topic, request, mode, default, stored: null, options);
        var plan = decision.Rejection is { } rejection ? TopicPlan.Reject(request, rejection) : new TopicPlan(request);
        var tellOthers = SubscriptionChange.Plan(topic, request, plan, decision);
        if (decision.Rejection is null)
        {
            if (decision.HasModeChange)
                plan.Reply(ReplyCodes.Ok, AccessParams.Of(AccessParams.PartOf(decision.After!.Want, decision.After.Given)));
            else
                plan.Reply(ReplyCodes.NotModified);
        }
        tellOthers();
        return plan;
    }

    // A channel reader chooses among the letters of readers; without J it leaves.
    private static SubscriptionDecision OfReader(TopicView topic, TopicRequest request, string? modeText)
    {
        if (!AccessMode.TryParse(modeText, out var mode))
            return SubscriptionDecision.Refuse(ReplyCodes.Malformed);
        if (mode is { IsOwner: true } || topic.Participant(request.Who.User, asReader: true) is not { } reader)
            return SubscriptionDecision.Refuse(ReplyCodes.PermissionDenied);
        var want = mode is { } sent ? ReaderAccess.ClampOrBlock(sent) : reader.Want;
        if (want == reader.Want)
            return new SubscriptionDecision(null, reader.Row, reader.Row);
        var after = reader.CurrentRow with { Want = want, Updated = request.ReceivedAt, Version = reader.Row.Version + 1 };
        return new SubscriptionDecision(null, reader.Row, after);
    }

    private static SubPart PartOf(TopicRequest request) => ((SetPacket)request.Packet).Query.Sub!;

    // Nobody for oneself; null if the text is no user.
    private static UserId? TargetOf(TopicRequest request)
    {
        var text = PartOf(request).User;
        if (string.IsNullOrEmpty(text))
            return default(UserId);
        return UserId.TryParse(text, out var user) ? user : null;
    }
}
