using Parley.Accounts.Credentials;
using Parley.Protocol;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Topics.Effects;
using Parley.Topics.Handlers;

namespace Parley.Topics.Creds;

/// <summary>
/// Decides what the "cred" of a {set} does on <c>me</c> (part A 3.10): a value is added and its owner is sent a code, or a code confirms
/// the value that waits for it.
/// </summary>
public sealed class SetCredHandler(CredentialRules rules) : TopicHandler<SetCredFacts>
{
    protected override async ValueTask<SetCredFacts> LoadAsync(
        TopicView topic, TopicRequest request, ITopicReader reader, CancellationToken cancellationToken)
    {
        if (!topic.Kind.Settable.HasFlag(MetaParts.Cred) || request.Sent().Cred is not { } part || !rules.IsUsed(part.Method))
            return default;
        return string.IsNullOrEmpty(part.Response)
            ? new SetCredFacts(null, rules.NewCode(part.Method))
            : new SetCredFacts(await reader.Credentials.FindActiveAsync(request.Who.User, part.Method ?? "", cancellationToken), "");
    }

    protected override TopicPlan Decide(TopicView topic, TopicRequest request, SetCredFacts facts)
    {
        if (!topic.Kind.Settable.HasFlag(MetaParts.Cred))
            return request.Refuse(topic, ReplyCodes.NotAllowed);
        // Compat: kinds that are not in use are passed over without a word.
        if (request.Sent().Cred is not { } part || !rules.IsUsed(part.Method))
            return Done(new TopicPlan(request));
        return string.IsNullOrEmpty(part.Response) ? Add(request, part, facts.Code) : Confirm(topic, request, part.Response, facts.Active);
    }

    private TopicPlan Add(TopicRequest request, CredPart part, string code)
    {
        var added = rules.Add(request.Who.User, part, request.Who.Country, code, request.ReceivedAt);
        if (!added.TryGet(out var addition, out var refusal))
            return TopicPlan.Reject(request, refusal);
        var plan = new TopicPlan(request);
        plan.Write(addition.Write);
        plan.Effect(new TopicEffect.AskConfirmation(addition.Credential, request.Who.Language, request.ReceivedAt));
        return Done(plan);
    }

    // The reference confirms nothing, and says it did, where no credential is required.
    private TopicPlan Confirm(TopicView topic, TopicRequest request, string response, StoredCredential? active)
    {
        var check = rules.Confirm(active, response, request.ReceivedAt);
        if (check.Refusal is { } refusal)
        {
            var rejected = TopicPlan.Reject(request, refusal);
            if (check.Write is { } failure)
                rejected.Write(failure);
            return rejected;
        }
        var plan = new TopicPlan(request);
        if (check.Write is { } confirmation)
            plan.Write(confirmation);
        if (check.Tag is { } tag)
            CredentialTags.Change(plan, topic, request, [], [tag]);
        return Done(plan);
    }

    private static TopicPlan Done(TopicPlan plan)
    {
        plan.Reply(ReplyCodes.Ok);
        return plan;
    }
}
