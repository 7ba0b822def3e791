using System.Globalization;
using System.Text.Json;
using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Storage.Queries;

namespace Parley.Topics.Tests.Simulation.Invariants;

/// <summary>
/// What was acknowledged is stored under its number, what was refused is not stored, numbers have no gaps, and everybody finds all that
/// was not deleted and nothing else.
/// </summary>
internal sealed class HistoryIsWhatWasAcknowledged(SimulatedWorld world) : Invariant(world)
{
    private readonly Dictionary<(SimulatedSession, string), TopicRequest> _publishing = [];
    private readonly HashSet<Payload> _refused = [];

    public override void Sent(SimulatedSession session, TopicRequest request)
    {
        if (request.Packet is PubPacket)
            _publishing.Add((session, request.Packet.Id!), request);
    }

    public override void Received(Reception reception)
    {
        if (reception.Packet is not CtrlPacket { Id: { } id } ctrl || !_publishing.Remove((reception.Session, id), out var request))
            return;
        var content = ((PubPacket)request.Packet).Content;
        if (ctrl.Code.Number != 202)
        {
            _refused.Add(content);
            return;
        }
        var seq = JsonDocument.Parse(ctrl.Params.Utf8).RootElement.GetProperty("seq").GetInt32();
        var topic = World.Ledger[reception.Topic];
        if (topic.Exists && (!topic.Messages.TryGetValue(seq, out var stored) || stored.Content != content))
            Fail($"message {seq} of {reception.Topic} was acknowledged and is not stored");
    }

    public override async Task LookWhenQuietAsync(CancellationToken cancellationToken)
    {
        var topics = World.Ledger.Topics.Where(t => t.Exists).OrderBy(t => t.Name.Value, StringComparer.Ordinal).ToArray();
        if (topics.Length > 0)
            await LookAsync(topics[World.Looked % topics.Length], cancellationToken);
        _publishing.Clear();
    }

    private async Task LookAsync(LedgerTopic topic, CancellationToken cancellationToken)
    {
        var row = await World.Store.Inner.Topics.FindAsync(topic.Name, cancellationToken);
        if (row?.LastSeq != topic.LastSeq || topic.Messages.Count != topic.LastSeq)
            Fail($"{topic.Name} has {topic.Messages.Count} messages up to {topic.LastSeq}, its row says {row?.LastSeq}");
        if (topic.Messages.Values.FirstOrDefault(m => _refused.Contains(m.Content)) is { } refused)
            Fail($"{topic.Name} has stored {refused.Content}, which was refused");
        foreach (var person in World.People)
        {
            var found = await World.Store.Inner.Messages.ReadAsync(topic.Name, person.User, new MessageQuery(0, 0, int.MaxValue), cancellationToken);
            var expected = topic.Messages.Where(m => !m.Value.IsDeleted && !m.Value.DeletedFor.Contains(person.User)).OrderByDescending(m => m.Key).ToArray();
            if (!found.Select(f => (f.Seq, f.Content)).SequenceEqual(expected.Select(m => (m.Key, m.Value.Content))))
                Fail($"{topic.Name}: {person} finds {Join(found.Select(f => f.Seq))}, and not {Join(expected.Select(m => m.Key))}");
        }
    }

    private static string Join(IEnumerable<int> seqs) => string.Join(' ', seqs.Select(s => s.ToString(CultureInfo.InvariantCulture)));
}
