using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using Parley.Cluster.Contracts;
using Parley.Cluster.FrontEnds;

namespace Parley.Cluster.Lanes;

/// <summary>
/// From the topics of one shard to the front end of another process. A batch is repeated under its number until it is acknowledged
/// or the process is dead, so that nothing is lost or comes twice; the acknowledgement carries how full the receivers are.
/// </summary>
internal sealed partial class DeliveryLane
{
    private readonly LaneServices _services;
    private readonly SiloAddress _silo;
    private readonly int _shard;
    private readonly BatchLane<OutboundDelivery> _lane;
    private readonly List<(IDeliverySource Source, List<WireDelivery> Items)> _topics = [];
    private long _sequence;

    public DeliveryLane(SiloAddress silo, int shard, LaneServices services)
    {
        (_silo, _shard, _services) = (silo, shard, services);
        _lane = new BatchLane<OutboundDelivery>(services.Options.DeliveryLaneDeliveriesMax, services.Options.BatchItemsMax, SendAsync);
    }

    public void Add(IDeliverySource source, SharedDelivery delivery)
    {
        if (!_lane.TryAdd(new OutboundDelivery(source, delivery)))
            Overflow(source);
        if (_lane.Fullness is > 0.25f and var fullness)
            source.ReportFullness(fullness);
    }

    public void End() => _lane.End();

    // A process that lives but does not keep up. Its clients must not miss messages unknowingly, so they attach anew.
    private void Overflow(IDeliverySource source)
    {
        Log.Overflowed(_services.Logger, _silo.ToString());
        foreach (var dropped in _lane.Clear().Select(d => d.Source).Append(source).Distinct())
        {
            dropped.Overflowed(_silo);
            _lane.TryAdd(new OutboundDelivery(dropped, SharedDelivery.Moved));
        }
    }

    private async ValueTask SendAsync(List<OutboundDelivery> deliveries)
    {
        var batch = ToBatch(deliveries);
        while (!_services.FrontEnds.IsDead(_silo))
        {
            try
            {
                var ack = await _services.Peers.At(_silo).DeliverAsync(batch).WaitAsync(_services.Options.CallTimeout, _services.Time);
                for (var i = 0; i < _topics.Count && i < ack.Fullness.Length; i++)
                    _topics[i].Source.ReportFullness(ack.Fullness[i]);
                break;
            }
#pragma warning disable CA1031 // Whatever went wrong between the processes: the batch is repeated until one of them is dead.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Log.DeliveryRepeated(_services.Logger, exception, _silo.ToString());
                await Task.Delay(LaneServices.RetryDelay, _services.Time);
            }
        }
        _topics.Clear();
    }

    private DeliveryBatch ToBatch(List<OutboundDelivery> deliveries)
    {
        foreach (var (source, delivery) in CollectionsMarshal.AsSpan(deliveries))
        {
            if (_topics.Count == 0 || !ReferenceEquals(_topics[^1].Source, source))
                _topics.Add((source, []));
            _topics[^1].Items.Add(delivery.Encoded(_services.Codec));
        }
        return new DeliveryBatch
        {
            Sender = _services.Self.SiloAddress,
            Shard = _shard,
            Sequence = ++_sequence,
            Topics =
            [
                .. _topics.Select(t => new TopicDeliveries
                {
                    Topic = t.Source.Name.Value,
                    Activation = t.Source.Activation,
                    Items = [.. t.Items],
                }),
            ],
        };
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "DeliveryRepeated", Level = LogLevel.Warning, Message = "A batch of deliveries to {Silo} is repeated.")]
        public static partial void DeliveryRepeated(ILogger logger, Exception exception, string silo);

        [LoggerMessage(EventName = "DeliveryOverflow", Level = LogLevel.Warning,
            Message = "{Silo} does not keep up: its sessions are attached anew.")]
        public static partial void Overflowed(ILogger logger, string silo);
    }
}
