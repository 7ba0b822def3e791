using Parley.Topics.Operator;

namespace Parley.Server.Admin.Orders;

/// <summary>Deletes a topic; its members are told.</summary>
/// <param name="Hard">Removes everything; else a group is marked deleted.</param>
internal sealed record DeleteTopic(string Topic, bool Hard) : Order<OperatorTopic>
{
    public override ValueTask<OperatorTopic> RunAsync(IServiceProvider rules, CancellationToken cancellationToken) =>
        rules.GetRequiredService<OperatorTopics>().DeleteAsync(Topic, Hard, cancellationToken);
}
