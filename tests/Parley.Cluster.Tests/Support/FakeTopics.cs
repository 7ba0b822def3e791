using System.Collections.Concurrent;
using Parley.Cluster.Topics;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Topics;
using Parley.Topics.Effects;

namespace Parley.Cluster.Tests.Support;

/// <summary>
/// Topics with the smallest rules that tests need, over one "database" for the whole cluster: {sub} attaches, {leave} detaches,
/// {pub} stores, acknowledges and broadcasts, and only for sessions that are attached.
/// </summary>
internal sealed class FakeTopics : ITopicRunnerFactory
{
    private readonly ConcurrentDictionary<TopicName, List<int>> _stored = new();

    /// <summary>Lives of topics that have begun.</summary>
    public ConcurrentQueue<TopicName> Lives { get; } = new();

    /// <summary>Every input, in the order in which its topic has handled it.</summary>
    public ConcurrentQueue<(TopicName Topic, TopicInput Input)> Handled { get; } = new();

    /// <summary>If true, a topic unloads a moment after its last session has left.</summary>
    public bool ClosesWhenEmpty { get; set; }

    /// <summary>Effects leave this much later than they were decided, as if a database were between.</summary>
    public Func<Task>? Commit { get; set; }

    /// <summary>Contents of the messages of a topic.</summary>
    public int[] Stored(TopicName topic)
    {
        var stored = _stored.GetOrAdd(topic, _ => []);
        lock (stored)
            return [.. stored];
    }

    public ITopicRunner Create(TopicName topic, IEffectSink sink)
    {
        Lives.Enqueue(topic);
        return new Life(topic, sink, this, _stored.GetOrAdd(topic, _ => []));
    }

    private sealed class Life(TopicName name, IEffectSink sink, FakeTopics topics, List<int> stored) : ITopicRunner
    {
        private readonly HashSet<SessionId> _attached = [];
        private Task _emitted = Task.CompletedTask;

        public ValueTask HandleAsync(TopicInput input, CancellationToken cancellationToken)
        {
            topics.Handled.Enqueue((name, input));
            switch (input)
            {
                case TopicInput.Request request:
                    Handle(request.Asked);
                    break;
                case TopicInput.SessionGone gone:
                    Remove(gone.Session);
                    break;
                case TopicInput.FrontEndGone gone:
                    foreach (var session in _attached.Where(s => s.FrontEnd == gone.FrontEnd).ToArray())
                        Remove(session);
                    break;
                case TopicInput.Timer when _attached.Count == 0:
                    Emit(new TopicEffect.CloseTopic());
                    break;
                case TopicInput.AccountGone:
                    _attached.Clear();
                    Emit(new TopicEffect.Deliver(new Delivery.DetachAll()), new TopicEffect.CloseTopic());
                    break;
            }
            return ValueTask.CompletedTask;
        }

        public async ValueTask DrainAsync() => await _emitted;

        private void Handle(TopicRequest request)
        {
            switch (request.Packet)
            {
                case SubPacket when request.Resumes is { } seen:
                    // As the real rules do: who is attached already has missed nothing.
                    if (!_attached.Add(request.Session))
                        break;
                    List<TopicEffect> effects = [Attach(request)];
                    for (var seq = seen + 1; seq <= stored.Count; seq++)
                        effects.Add(Deliver(new Delivery.Broadcast(Data(seq), new Audience { OnlySession = request.Session })));
                    Emit([.. effects]);
                    break;
                case SubPacket:
                    _attached.Add(request.Session);
                    Emit(Attach(request), Reply(request, ReplyCodes.Ok));
                    break;
                case LeavePacket:
                    Emit(Reply(request, ReplyCodes.Ok));
                    Remove(request.Session);
                    break;
                case PubPacket when !_attached.Contains(request.Session):
                    Emit(Reply(request, ReplyCodes.MustAttachFirst));
                    break;
                case PubPacket pub:
                    int stop;
                    lock (stored)
                    {
                        stored.Add(int.Parse(pub.Id!));
                        stop = stored.Count;
                    }
                    Emit(Reply(request, ReplyCodes.Accepted), Deliver(new Delivery.Broadcast(Data(stop), new Audience())));
                    break;
            }
        }

        private void Remove(SessionId session)
        {
            if (!_attached.Remove(session))
                return;
            Emit(Deliver(new Delivery.Detach(session)));
            if (topics.ClosesWhenEmpty && _attached.Count == 0)
                Emit(new TopicEffect.ArmTimer(TimerKey.Idle, TimeSpan.FromMilliseconds(1)));
        }

        private PacketVariants Data(int seq) =>
            new(new DataPacket { Topic = name.Value, Seq = seq, Content = Payload.FromJson($"{stored[seq - 1]}") });

        private TopicEffect.Deliver Attach(TopicRequest request) =>
            Deliver(new Delivery.Attach(request.Session, request.Who.User, AccessMode.Read, false, stored.Count));

        private TopicEffect.Deliver Reply(TopicRequest request, ReplyCode code) => Deliver(new Delivery.Reply(
            request.Session, new CtrlPacket { Topic = name.Value, Id = request.Packet.Id, Code = code }, request.Number));

        private static TopicEffect.Deliver Deliver(Delivery delivery) => new(delivery);

        private void Emit(params TopicEffect[] effects)
        {
            if (topics.Commit is null)
                sink.Emit(name, effects);
            else
                _emitted = EmitLaterAsync(_emitted, effects);
        }

        private async Task EmitLaterAsync(Task before, TopicEffect[] effects)
        {
            await before;
            await topics.Commit!();
            sink.Emit(name, effects);
        }
    }
}
