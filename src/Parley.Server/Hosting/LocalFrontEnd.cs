using Parley.Cluster.FrontEnds;
using Parley.FrontEnd.Sessions;
using Parley.FrontEnd.Topics;
using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Routing;

namespace Parley.Server.Hosting;

/// <summary>Shows the cluster the sessions of this process.</summary>
/// <remarks>What receives deliveries needs the router, and the router needs this: it is looked up when it is first used.</remarks>
internal sealed class LocalFrontEnd(SessionRegistry sessions, AttachmentTable attachments, TimeProvider time, IServiceProvider services) : ILocalFrontEnd
{
    private readonly Lazy<DeliveryReceiver> _receiver = new(services.GetRequiredService<DeliveryReceiver>);
    private readonly Lazy<Reattachment> _reattachment = new(services.GetRequiredService<Reattachment>);

    public FrontEndId Id => sessions.FrontEnd;

    public double Receive(TopicName topic, IReadOnlyList<Delivery> deliveries) => _receiver.Value.Receive(topic, deliveries);

    public bool IsAttached(TopicName topic) => attachments.Find(topic) is not null || sessions.TakesPartInCall(topic);

    public IReadOnlyList<TopicRequest> ResumeRequests(TopicName topic) => _reattachment.Value.ResumeRequests(topic);

    public void EndSessionsOf(UserId user, SessionId except) => sessions.EndSessionsOf(user, except, time.UtcMilliseconds());
}
