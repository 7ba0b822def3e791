using Parley.Protocol;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Topics.Aux;
using Parley.Topics.Creds;
using Parley.Topics.Desc;
using Parley.Topics.History;
using Parley.Topics.Members;
using Parley.Topics.Offline;
using Parley.Topics.Tags;

namespace Parley.Topics.Handlers;

/// <summary>Which steps answer the parts of a {get}, a {set} or a query inside a {sub} (part B 6.1, 7.0).</summary>
public sealed class MetaSteps
{
    private static readonly IReadOnlyList<ITopicStep> Malformed = [new RefuseStep(ReplyCodes.Malformed)];
    private static readonly IReadOnlyList<ITopicStep> Denied = [new RefuseStep(ReplyCodes.PermissionDenied)];
    private static readonly IReadOnlyList<ITopicStep> NotFound = [new RefuseStep(ReplyCodes.NotFound)];

    private readonly IReadOnlyDictionary<MetaParts, ITopicStep> _get;
    private readonly IReadOnlyDictionary<MetaParts, ITopicStep> _set;
    private readonly IReadOnlyList<ITopicStep> _getDescOffline = [new GetDescOffline()];
    private readonly IReadOnlyList<ITopicStep> _getSubOffline = [new GetSubOffline()];
    private readonly IReadOnlyList<ITopicStep> _setOffline;

    /// <param name="setSub">Changes subscriptions.</param>
    /// <param name="setCred">Adds and confirms credentials.</param>
    public MetaSteps(TopicOptions options, TagRewriting rewriting, ITopicStep setSub, ITopicStep setCred)
    {
        _get = new Dictionary<MetaParts, ITopicStep>
        {
            [MetaParts.Desc] = new GetDescHandler(),
            [MetaParts.Sub] = new GetSubHandler(options, rewriting),
            [MetaParts.Data] = new GetDataHandler(options),
            [MetaParts.Del] = new GetDelHandler(options),
            [MetaParts.Tags] = new GetTagsHandler(options),
            [MetaParts.Cred] = new GetCredHandler(),
            [MetaParts.Aux] = new GetAuxHandler(),
        };
        _set = new Dictionary<MetaParts, ITopicStep>
        {
            [MetaParts.Desc] = new SetDescHandler(options),
            [MetaParts.Sub] = setSub,
            [MetaParts.Tags] = new SetTagsHandler(options),
            [MetaParts.Cred] = setCred,
            [MetaParts.Aux] = new SetAuxHandler(options),
        };
        _setOffline = [new SetSubOffline(options)];
    }

    /// <summary>The steps of a {get}.</summary>
    public IReadOnlyList<ITopicStep> OfGet(TopicView topic, TopicRequest request)
    {
        var parts = request.Query().Parts;
        if (parts == MetaParts.None)
            return Malformed;
        if (topic.IsAttached(request.Session))
            return request.SpeaksAsReader() && !topic.IsChannel ? NotFound : Steps(_get, parts, MetaPartsOrder.OfGet);
        if (parts == MetaParts.Desc)
            return _getDescOffline;
        // Compat: of several parts only the own subscription is answered.
        return parts.HasFlag(MetaParts.Sub) || parts.HasFlag(MetaParts.Desc) ? _getSubOffline : Denied;
    }

    /// <summary>The steps of the query inside a {sub}: they come after the one that attaches.</summary>
    public IEnumerable<ITopicStep> OfSub(TopicRequest request) => Steps(_get, request.Query().Parts, MetaPartsOrder.OfSub);

    /// <summary>The steps of a {set}.</summary>
    public IReadOnlyList<ITopicStep> OfSet(TopicView topic, TopicRequest request)
    {
        var parts = request.Sent().Parts;
        if (parts == MetaParts.None)
            return Malformed;
        if (topic.IsAttached(request.Session))
            return request.SpeaksAsReader() && !topic.IsChannel ? NotFound : Steps(_set, parts, MetaPartsOrder.OfSet);
        return (parts & ~(MetaParts.Desc | MetaParts.Sub)) == MetaParts.None ? _setOffline : Denied;
    }

    private static IReadOnlyList<ITopicStep> Steps(
        IReadOnlyDictionary<MetaParts, ITopicStep> steps, MetaParts parts, IReadOnlyList<MetaParts> order) =>
        [.. order.Where(part => parts.HasFlag(part)).Select(part => steps[part])];
}
