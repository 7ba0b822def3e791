using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Routing;
using Parley.Storage.Queries;
using Parley.Storage.Records;
using Parley.Topics.Handlers;

namespace Parley.Topics.Members;

/// <summary>Decides what a {get sub} on a group lists: its members, or to a channel reader only itself (part B 6.5).</summary>
public sealed class MemberList(TopicOptions options) : TopicHandler<IReadOnlyList<StoredMember>>
{
    protected override async ValueTask<IReadOnlyList<StoredMember>> LoadAsync(
        TopicView topic, TopicRequest request, ITopicReader reader, CancellationToken cancellationToken)
    {
        var asked = request.Query().Sub;
        if (request.IsFromReader(topic))
            return await LoadReaderAsync(topic, request.Who.User, reader, cancellationToken);
        _ = UserId.TryParse(asked?.User, out var only);
        var query = new MemberQuery(asked?.IfModifiedSince is not null, only, asked.LimitOf(options.ListMax));
        return await reader.Subscriptions.MembersAsync(topic.Name, query, cancellationToken);
    }

    protected override TopicPlan Decide(TopicView topic, TopicRequest request, IReadOnlyList<StoredMember> members)
    {
        var asked = request.Query().Sub;
        var viewer = new Viewer(request.Who.User, topic.ParticipantOf(request)?.Mode ?? AccessMode.None);
        TopicSub[] entries = [.. members
            .Where(m => SubscriptionList.IsTold(m.Subscription, asked))
            .Select(m => Entry(topic, m, viewer, asked))];
        return SubscriptionList.Reply(topic, request, entries);
    }

    private static async ValueTask<IReadOnlyList<StoredMember>> LoadReaderAsync(
        TopicView topic, UserId user, ITopicReader reader, CancellationToken cancellationToken)
    {
        if (topic.Participant(user, asReader: true) is not { } own)
            return [];
        var stored = await reader.Users.FindAsync(user, cancellationToken);
        return [new StoredMember
        {
            Subscription = own.CurrentRow,
            Public = stored?.Public ?? default,
            Trusted = stored?.Trusted ?? default,
        }];
    }

    private static TopicSub Entry(TopicView topic, StoredMember member, Viewer viewer, GetOptions? asked)
    {
        var row = member.Subscription;
        var user = row.Key.User;
        if (row.Deleted is { } deleted)
            return new TopicSub { User = user.ToString(), Deleted = deleted };
        var isNews = asked.IsNews(row.Updated);
        var isOwn = user == viewer.User;
        var isReading = row.Mode.Has(AccessMode.Read | AccessMode.Join);
        return new TopicSub
        {
            User = user.ToString(),
            Online = viewer.Mode.IsPresencer && topic.Participant(user, row.Key.IsReader) is { IsOnline: true },
            Updated = row.Updated,
            Access = SubscriptionList.AccessSeen(row, viewer),
            ReadSeq = isReading ? row.ReadSeq : 0,
            RecvSeq = isReading ? row.RecvSeq : 0,
            DelId = isReading && isOwn ? row.DelId : 0,
            Public = isNews ? member.Public : default,
            Trusted = isNews ? member.Trusted : default,
            Private = isNews && isOwn ? row.Private : default,
        };
    }
}
