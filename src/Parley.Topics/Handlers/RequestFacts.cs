using Parley.Protocol.Names;
using Parley.Protocol.Routing;

namespace Parley.Topics.Handlers;

/// <summary>What several handlers ask of a request.</summary>
public static class RequestFacts
{
    /// <summary>The client wrote "chn…": it speaks as a channel reader.</summary>
    public static bool SpeaksAsReader(this TopicRequest request) => new TopicAddress(request.Address).IsChannel;

    /// <summary>The topic in replies: as the client wrote it, but for a group that this request has made its real name.</summary>
    public static string NameInReplies(this TopicRequest request, TopicView topic) =>
        new TopicAddress(request.Address).IsNew ? topic.AddressFor(request.Who.User) : request.Address;
}
