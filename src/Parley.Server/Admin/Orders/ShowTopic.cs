using Parley.Topics.Operator;

namespace Parley.Server.Admin.Orders;

/// <summary>All about a topic but its messages.</summary>
internal sealed record ShowTopic(string Topic) : Order<OperatorTopicDetails>
{
    public override ValueTask<OperatorTopicDetails> RunAsync(IServiceProvider rules, CancellationToken cancellationToken) =>
        rules.GetRequiredService<OperatorTopics>().ShowAsync(Topic, cancellationToken);
}
