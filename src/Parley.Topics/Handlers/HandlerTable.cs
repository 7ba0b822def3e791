using Parley.Protocol;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Routing;
using Parley.Topics.Access;
using Parley.Topics.Leave;
using Parley.Topics.Publish;
using Parley.Topics.Subscribe;

namespace Parley.Topics.Handlers;

/// <summary>Which steps carry out a request, in the order in which they answer.</summary>
public sealed class HandlerTable
{
    private static readonly IReadOnlyList<ITopicStep> Nothing = [];

    private readonly ITopicStep _attach;
    private readonly IReadOnlyList<ITopicStep> _resume;
    private readonly IReadOnlyList<ITopicStep> _leave;
    private readonly IReadOnlyList<ITopicStep> _publish;
    private readonly ITopicStep _setSub;
    private readonly IReadOnlyList<ITopicStep> _delSub;
    private readonly Dictionary<MetaParts, ITopicStep> _get = [];
    private readonly Dictionary<MetaParts, ITopicStep> _set = [];

    /// <param name="options">Limits that handlers decide by.</param>
    public HandlerTable(TopicOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _attach = new AttachHandler(options);
        _resume = [new ResumeHandler(options)];
        _leave = [new LeaveHandler(options)];
        _publish = [new PublishHandler(options)];
        _setSub = new SetSubHandler(options);
        _delSub = [new DelSubHandler()];
    }

    /// <summary>The steps for a request; a {sub} goes on to the next step only if the one before did not refuse.</summary>
    public IReadOnlyList<ITopicStep> StepsFor(TopicView topic, TopicRequest request) => request.Packet switch
    {
        PubPacket => _publish,
        SubPacket when request.Resumes is not null => _resume,
        SubPacket sub => sub.Get is null ? [_attach] : [_attach, .. Parts(_get, sub.Get.Parts, MetaPartsOrder.OfSub)],
        LeavePacket => _leave,
        GetPacket get => Parts(_get, get.Query.Parts, MetaPartsOrder.OfGet),
        SetPacket set => Parts(_set, set.Query.Parts, MetaPartsOrder.OfSet),
        DelPacket { What: DelWhat.Subscription } => _delSub,
        _ => Nothing,
    };

    private static IReadOnlyList<ITopicStep> Parts(
        Dictionary<MetaParts, ITopicStep> steps, MetaParts parts, IReadOnlyList<MetaParts> order) =>
        [.. order.Where(part => parts.HasFlag(part)).Select(part => steps[part])];
}
