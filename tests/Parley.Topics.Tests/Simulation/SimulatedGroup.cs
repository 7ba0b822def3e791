using Microsoft.Extensions.Logging.Abstractions;
using Parley.Accounts;
using Parley.Accounts.Credentials;
using Parley.Accounts.Options;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Routing;
using Parley.Storage.Ports;
using Parley.Storage.Queries;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using Parley.Topics.Handlers;
using Parley.Topics.Tests.Worlds;

namespace Parley.Topics.Tests.Simulation;

/// <summary>A group in a real database whose people do random things, allowed or not.</summary>
internal sealed class SimulatedGroup
{
    private const int People = 5;
    private const int SessionsEach = 2;
    private static readonly string[] Modes = ["", "N", "JR", "JRW", "JRWP", "JRWPS", "JRWPASD", "JRWPASDO", "RWP", "JX"];

    private readonly Random _chance;
    private readonly IParleyStore _store;
    private readonly FlakyCommit _commit;
    private readonly TopicServices _services;
    private readonly SimulatedFrontEnd _frontEnd = new();
    private readonly UserId[] _people;
    private readonly TopicName _name;
    private TopicEngine _engine;
    private DateTime _now = World.Now;
    private long _number;

    public SimulatedGroup(IParleyStore store, IdSource ids, int seed)
    {
        (_chance, _store) = (new Random(seed), store);
        _people = [.. Enumerable.Range(0, People).Select(_ => ids.NextUser())];
        _name = ids.NextGroup();
        _commit = new FlakyCommit(store.Commit, _chance);
        var validators = new ValidatorTable([], new AccountOptions());
        var options = World.Options with { SubscribersMax = 4 };
        _services = new TopicServices(
            new StoreTopicReader(store), _commit, options,
            new HandlerTable(options, validators, new CredentialRules(validators, new SystemRandomSource())), NullLoggerFactory.Instance);
        _engine = new TopicEngine(_name, _services, _frontEnd);
    }

    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        foreach (var person in _people)
        {
            var user = new StoredUser { Id = person, Created = _now, Updated = _now, Access = new DefaultAccess(AccessMasks.Full, AccessMode.None) };
            await _store.Commit.CommitAsync([new WriteUnit([new CreateUser(user)])]);
        }
        await AskAsync(_people[0], 0, "new1", new SubPacket { Id = "begin" }, cancellationToken);
        _commit.FailsOneIn = 25;
    }

    /// <summary>One random thing, and a look at whether everything is still as it must be.</summary>
    /// <returns>What is wrong; null if nothing is.</returns>
    public async Task<string?> StepAsync(CancellationToken cancellationToken)
    {
        _now = _now.AddMilliseconds(_chance.Next(1, 2000));
        _frontEnd.Replies.Clear();
        _commit.HasFailed = false;
        var (who, session) = (_people[_chance.Next(People)], _chance.Next(SessionsEach));
        var packet = RandomPacket();
        if (packet is null)
            await _engine.HandleAsync(new TopicInput.SessionGone(SessionOf(who, session), _now), cancellationToken);
        else
            await AskAsync(who, session, _name.Value, packet, cancellationToken);
        while (_frontEnd.WantsRetry)
        {
            _frontEnd.WantsRetry = false;
            await _engine.HandleAsync(new TopicInput.Timer(Effects.TimerKey.Retry, _now), cancellationToken);
            await _engine.DrainAsync();
        }
        var wrong = await LookAsync(packet, SessionOf(who, session), cancellationToken);
        return wrong is null ? null : $"after {packet?.ToString() ?? "a lost session"} of {who}: {wrong}";
    }

    private async Task AskAsync(UserId user, int session, string address, ClientPacket packet, CancellationToken cancellationToken)
    {
        var who = World.By(user) with { Session = SessionOf(user, session) };
        await _engine.HandleAsync(new TopicInput.Request(new TopicRequest(who, address, packet, ++_number, _now)), cancellationToken);
        await _engine.DrainAsync();
    }

    private ClientPacket? RandomPacket() => _chance.Next(12) switch
    {
        0 or 1 => new SubPacket { Id = "1", Set = new SetQuery { Sub = new SubPart(null, RandomMode()) }, Get = new GetQuery { What = "desc sub data" } },
        2 => new SubPacket { Id = "1" },
        3 => new LeavePacket { Id = "1", Unsub = _chance.Next(3) == 0 },
        4 or 5 or 6 => new PubPacket { Id = "1", Content = Payload.FromString("hi"), NoEcho = _chance.Next(4) == 0 },
        7 => new SetPacket { Id = "1", Query = new SetQuery { Sub = new SubPart(null, RandomMode()) } },
        8 => new SetPacket { Id = "1", Query = new SetQuery { Sub = new SubPart(RandomPerson().ToString(), RandomMode()) } },
        9 => new DelPacket { Id = "1", What = DelWhat.Subscription, User = RandomPerson().ToString() },
        10 => new DelPacket { Id = "1", Ranges = [new SeqRange(_chance.Next(0, 40), _chance.Next(0, 60))], Hard = _chance.Next(2) == 0 },
        _ => _chance.Next(2) == 0
            ? null
            : new NotePacket { What = _chance.Next(2) == 0 ? NoteWhat.Read : NoteWhat.Recv, Seq = _chance.Next(0, 60) },
    };

    private string RandomMode() => Modes[_chance.Next(Modes.Length)];

    private UserId RandomPerson() => _people[_chance.Next(People)];

    private static SessionId SessionOf(UserId user, int session) => new(new FrontEndId(7), (long)(user.Value / 4) + session);

    private async Task<string?> LookAsync(ClientPacket? packet, SessionId asked, CancellationToken cancellationToken)
    {
        if (_frontEnd.Faults.Count > 0)
            return string.Join("; ", _frontEnd.Faults);
        if (_frontEnd.IsClosed)
            return "the group has closed";
        if (packet is not (null or NotePacket) && !_frontEnd.Replies.Any(r => r.Session == asked))
            return "no reply";
        // What a failed commit has left in memory is there until the next request, and no longer.
        if (_commit.HasFailed)
            return null;
        return await CompareWithRowsAsync(cancellationToken) ?? CompareWithFrontEnd() ?? await CompareMessagesAsync(cancellationToken);
    }

    // The memory is what the rows say.
    private async Task<string?> CompareWithRowsAsync(CancellationToken cancellationToken)
    {
        var (live, stored) = (_engine.View!, await TopicLoader.LoadAsync(_name, _services.Reader, cancellationToken));
        if ((live.LastSeq, live.DelId, live.SubscriberCount, live.Owner) != (stored.LastSeq, stored.DelId, stored.SubscriberCount, stored.Owner))
            return $"memory {(live.LastSeq, live.DelId, live.SubscriberCount, live.Owner)}, rows {(stored.LastSeq, stored.DelId, stored.SubscriberCount, stored.Owner)}";
        if (Describe(live) != Describe(stored))
            return $"memory {Describe(live)}, rows {Describe(stored)}";
        var owners = stored.Members.Values.Count(m => m.Mode.IsOwner);
        if (owners != 1)
            return $"{owners} owners";
        return stored.Members.Values.Any(m => m.ReadSeq > m.RecvSeq || m.RecvSeq > stored.LastSeq) ? $"marks {Describe(stored)}" : null;
    }

    private static string Describe(TopicView topic) => string.Join(' ', topic.Members.Values.OrderBy(m => m.User).Select(m =>
        $"{m.User}:{m.Want}/{m.Given}/{m.ReadSeq}/{m.RecvSeq}/{m.DelId}/v{m.Row.Version}"));

    // Sessions are attached where the topic believes them to be, and with the mode that they have.
    private string? CompareWithFrontEnd()
    {
        var live = _engine.View!;
        var here = live.Attachments.Values.Select(a => $"{a.Session.Number}:{live.ModeOf(a.User)}").Order();
        var there = _frontEnd.Attached.Select(a => $"{a.Key.Number}:{a.Value.Mode}").Order();
        return here.SequenceEqual(there) ? null : $"topic has attached {string.Join(' ', here)}, front end {string.Join(' ', there)}";
    }

    private async Task<string?> CompareMessagesAsync(CancellationToken cancellationToken)
    {
        var messages = await _store.Messages.ReadAsync(_name, default, new MessageQuery(0, 0, int.MaxValue), cancellationToken);
        return messages.Count > 0 && messages[0].Seq > _engine.View!.LastSeq ? "a message beyond the last one" : null;
    }
}
