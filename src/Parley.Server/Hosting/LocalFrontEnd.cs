using Parley.Cluster.FrontEnds;
using Parley.FrontEnd.Sessions;
using Parley.FrontEnd.Topics;
using Parley.Protocol.Names;
using Parley.Protocol.Routing;

namespace Parley.Server.Hosting;

/// <summary>Shows the cluster the sessions of this process.</summary>
/// <remarks>Sessions need the router and the router needs sessions: the latter are looked up when they are first used.</remarks>
internal sealed class LocalFrontEnd(FrontEndId id, AttachmentTable attachments, TimeProvider time, IServiceProvider services) : ILocalFrontEnd
{
    private readonly Lazy<DeliveryReceiver> _receiver = new(services.GetRequiredService<DeliveryReceiver>);
    private readonly Lazy<Reattachment> _reattachment = new(services.GetRequiredService<Reattachment>);
    private readonly Lazy<SessionRegistry> _sessions = new(services.GetRequiredService<SessionRegistry>);

    public FrontEndId Id => id;

    public double Receive(TopicName topic, IReadOnlyList<Delivery> deliveries) => _receiver.Value.Receive(topic, deliveries);

    public bool IsAttached(TopicName topic) => attachments.Find(topic) is not null;

    public IReadOnlyList<TopicRequest> ResumeRequests(TopicName topic) => _reattachment.Value.ResumeRequests(topic);

    public void EndSessionsOf(UserId user, SessionId except)
    {
        var now = time.GetUtcNow().UtcDateTime;
        _sessions.Value.EndSessionsOf(user, except, now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond)));
    }
}
