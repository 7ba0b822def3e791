using Microsoft.Extensions.Logging;
using Parley.Protocol.Names;
using Parley.Protocol.Routing;

namespace Parley.Cluster.FrontEnds;

/// <summary>
/// The last step of every delivery: into the front end of this process, one topic at a time. Topics take turns by themselves except
/// at the moment when one moves here from another process; the lock is for that moment.
/// </summary>
internal sealed partial class LocalDeliveries
{
    private readonly ILocalFrontEnd _frontEnd;
    private readonly ILogger<LocalDeliveries> _logger;
    private readonly Lock[] _turns = new Lock[256];

    public LocalDeliveries(ILocalFrontEnd frontEnd, ILogger<LocalDeliveries> logger)
    {
        (_frontEnd, _logger) = (frontEnd, logger);
        for (var i = 0; i < _turns.Length; i++)
            _turns[i] = new Lock();
    }

    public FrontEndId Id => _frontEnd.Id;

    public bool IsAttached(TopicName topic) => _frontEnd.IsAttached(topic);

    /// <summary>Carries out deliveries; returns how full the receivers are, 0 to 1.</summary>
    public float Receive(TopicName topic, IReadOnlyList<Delivery> deliveries)
    {
        lock (_turns[(uint)topic.GetHashCode() % (uint)_turns.Length])
        {
            try
            {
                return (float)_frontEnd.Receive(topic, deliveries);
            }
#pragma warning disable CA1031 // A delivery that fails here must not stop the topic for everybody else.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Log.ReceiveFailed(_logger, exception, topic.Value);
                return 0;
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "ReceiveFailed", Level = LogLevel.Error, Message = "Deliveries of topic {Topic} failed.")]
        public static partial void ReceiveFailed(ILogger logger, Exception exception, string topic);
    }
}
