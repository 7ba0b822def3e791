using System.Globalization;
using Parley.Protocol;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Topics.Handlers;

namespace Parley.Topics.Tests.Simulation.Invariants;

/// <summary>
/// A request is answered once: a {get} or {set} once for each part, or once for all. The last answer says that it is the last.
/// </summary>
internal sealed class EveryRequestIsAnsweredOnce(SimulatedWorld world) : Invariant(world)
{
    private readonly Dictionary<(SimulatedSession, string), Open> _open = [];

    public override void Sent(SimulatedSession session, TopicRequest request)
    {
        if (request.Packet is not NotePacket)
            _open.Add((session, request.Packet.Id!), new Open(request));
    }

    public override void Received(Reception reception)
    {
        var id = reception.Packet switch
        {
            CtrlPacket ctrl => ctrl.Id,
            MetaPacket meta => meta.Id,
            _ => null,
        };
        if (reception.Kind != ReceptionKind.Reply || (id is null && reception.Ends == 0))
            return;
        var number = id ?? reception.Ends.ToString(CultureInfo.InvariantCulture);
        if (!_open.TryGetValue((reception.Session, number), out var open))
        {
            if (id is not null)
                Fail($"{reception.Session} has got an answer too many: {reception.Packet}");
            return;
        }
        open.Answers++;
        if (reception.Ends == 0)
            return;
        _open.Remove((reception.Session, number));
        if (reception.Ends != open.Request.Number)
            Fail($"{reception.Session}: an answer to {open.Request.Number} ends {reception.Ends}");
        // What cannot be read or stored ends the request.
        var isCutShort = reception.Packet is CtrlPacket { Code.Number: 500 };
        if (!isCutShort && open.Answers != 1 && open.Answers != PartsOf(open.Request))
            Fail($"{reception.Session} has got {open.Answers} answers to {open.Request.Packet}");
    }

    public override Task LookWhenQuietAsync(CancellationToken cancellationToken)
    {
        foreach (var ((session, _), open) in _open)
        {
            if (session.IsOpen)
                Fail($"{session} has got no answer to {open.Request.Packet} in {open.Request.Address}");
        }
        _open.Clear();
        return Task.CompletedTask;
    }

    private static int PartsOf(TopicRequest request) => request.Packet switch
    {
        SubPacket => 1 + Count(request.Query().Parts),
        GetPacket => Count(request.Query().Parts),
        SetPacket => Count(request.Sent().Parts),
        _ => 1,
    };

    private static int Count(MetaParts parts) => int.PopCount((int)parts);

    private sealed class Open(TopicRequest request)
    {
        public TopicRequest Request => request;

        public int Answers { get; set; }
    }
}
