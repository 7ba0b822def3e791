using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Topics.Handlers;
using Parley.Topics.Kinds;
using Parley.Topics.Tags;

namespace Parley.Topics.Members;

/// <summary>Decides what a {get sub} lists: contacts, members, both users or search results, as the kind of topic says.</summary>
public sealed class GetSubHandler : ITopicStep
{
    private static readonly RefuseStep Malformed = new(ReplyCodes.Malformed);
    private readonly Dictionary<SubscriptionSource, ITopicStep> _lists;

    public GetSubHandler(TopicOptions options, TagRewriting rewriting) => _lists = new Dictionary<SubscriptionSource, ITopicStep>
    {
        [SubscriptionSource.Contacts] = new ContactList(options),
        [SubscriptionSource.Members] = new MemberList(options),
        [SubscriptionSource.BothUsers] = new BothUsers(options),
        [SubscriptionSource.SearchResults] = new SearchResults(options, rewriting),
        [SubscriptionSource.None] = new EmptyList(),
    };

    public bool ReadsRows => true;

    public ValueTask<TopicPlan> RunAsync(
        TopicView topic, TopicRequest request, ITopicReader reader, CancellationToken cancellationToken)
    {
        var step = request.Query().Sub is { Since: not 0 } or { Before: not 0 } ? Malformed : _lists[topic.Kind.Subscriptions];
        return step.RunAsync(topic, request, reader, cancellationToken);
    }

    private sealed class EmptyList : MemoryHandler
    {
        public override TopicPlan Decide(TopicView topic, TopicRequest request) => SubscriptionList.Reply(topic, request, []);
    }
}
