using Parley.Protocol.Routing;

namespace Parley.Topics.Handlers;

/// <summary>Which steps carry out a request, in the order in which they answer.</summary>
public sealed class HandlerTable
{
    private readonly IReadOnlyList<ITopicStep> _none = [];

    /// <param name="options">Limits that handlers decide by.</param>
    public HandlerTable(TopicOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
    }

    /// <summary>The steps for a request; a <c>{sub}</c> goes on to the next step only if the one before did not refuse.</summary>
    public IReadOnlyList<ITopicStep> StepsFor(TopicView topic, TopicRequest request) => _none;
}
