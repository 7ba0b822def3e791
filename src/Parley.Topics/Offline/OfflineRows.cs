using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Topics.Handlers;

namespace Parley.Topics.Offline;

/// <summary>
/// The requester's own subscription where its session is not attached: members are remembered, channel readers only while another
/// session of theirs is attached.
/// </summary>
public static class OfflineRows
{
    /// <summary>The row of a channel reader whom the topic does not remember; deleted ones too.</summary>
    public static ValueTask<StoredSubscription?> LoadReaderAsync(
        TopicView topic, TopicRequest request, ITopicReader reader, CancellationToken cancellationToken) =>
        request.SpeaksAsReader() && topic.Participant(request.Who.User, asReader: true) is null
            ? reader.Subscriptions.FindAsync(new SubscriptionKey(topic.Name, request.Who.User, IsReader: true), cancellationToken)
            : new((StoredSubscription?)null);

    /// <summary>The live row; null if there is none.</summary>
    public static StoredSubscription? LiveOf(TopicView topic, TopicRequest request, StoredSubscription? readerRow)
    {
        var row = topic.Participant(request.Who.User, request.SpeaksAsReader())?.CurrentRow ?? readerRow;
        return row is { IsLive: true } ? row : null;
    }
}
