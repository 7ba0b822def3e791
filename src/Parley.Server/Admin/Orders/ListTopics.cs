using Parley.Topics.Operator;

namespace Parley.Server.Admin.Orders;

/// <summary>Topics in the order in which they were made.</summary>
internal sealed record ListTopics(TopicFilter Filter) : ListOrder<OperatorTopic>
{
    public override IAsyncEnumerable<OperatorTopic> RunAsync(IServiceProvider rules, CancellationToken cancellationToken) =>
        rules.GetRequiredService<OperatorTopics>().ListAsync(Filter, cancellationToken);
}
