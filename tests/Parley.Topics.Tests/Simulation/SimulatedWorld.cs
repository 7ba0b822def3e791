using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Parley.Accounts;
using Parley.Accounts.Credentials;
using Parley.Accounts.Options;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Routing;
using Parley.Storage.Ports;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using Parley.Topics.Handlers;
using Parley.Topics.Tests.Simulation.Actors;
using Parley.Topics.Tests.Simulation.Invariants;

namespace Parley.Topics.Tests.Simulation;

/// <summary>
/// A few people with their sessions, their topics in a real database, and everything that is on its way between them. One seed decides
/// what people do and in which order things happen.
/// </summary>
internal sealed class SimulatedWorld
{
    private const int JournalEntriesMax = 1000;

    private static readonly DateTime Start = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);

    private readonly Dictionary<TopicName, SimulatedTopic> _topics = [];
    private readonly Dictionary<(SimulatedSession, string), TopicRequest> _requests = [];
    private readonly Dictionary<Payload, (SimulatedSession Session, string Id)> _authors = [];
    private readonly List<string> _faults = [];
    private readonly FakeTimeProvider _time = new(Start);
    private readonly IdSource _ids;
    private readonly HandlerTable _handlers;
    private readonly TopicOptions _options;
    private readonly IReadOnlyList<Invariant> _invariants;
    private readonly RandomActor _actor;

    public SimulatedWorld(IParleyStore store, UidCipher cipher, OneThread thread, int seed)
    {
        Thread = thread;
        Chance = new Random(seed);
        _ids = new IdSource(cipher, 1, _time);
        Store = new SimulatedStore(store, Chance);
        Ledger = new Ledger(Fail);
        FrontEnd = new SimulatedFrontEnd(this);
        var validators = new ValidatorTable([], new AccountOptions());
        _options = new TopicOptions { P2PDeleteEnabled = true, SubscribersMax = 4, AliasNamespace = "alias", CallsEnabled = true };
        _handlers = new HandlerTable(_options, validators, new CredentialRules(validators, new SystemRandomSource()));
        People =
        [
            NewPerson("alice", AuthLevel.Authenticated), NewPerson("bob", AuthLevel.Authenticated), NewPerson("carol", AuthLevel.Authenticated),
            NewPerson("dave", AuthLevel.Authenticated), NewPerson("anon", AuthLevel.Anonymous), NewPerson("root", AuthLevel.Root),
        ];
        _invariants =
        [
            new EveryRequestIsAnsweredOnce(this), new MessagesComeInOrder(this), new OnlyReadersSeeMessages(this),
            new HistoryIsWhatWasAcknowledged(this), new AccessIsConsistent(this), new MemoryEqualsRows(this), new StrangersLearnNothing(this),
            new PresenceIsTrue(this), new UnreadIsTheSum(this),
        ];
        _actor = new RandomActor(this);
    }

    public OneThread Thread { get; }

    public Random Chance { get; }

    public SimulatedStore Store { get; }

    public Ledger Ledger { get; }

    public SimulatedFrontEnd FrontEnd { get; }

    public NoticeLanes Lanes { get; } = new();

    public Journal Journal { get; } = new(entriesMax: JournalEntriesMax);

    public IReadOnlyList<Person> People { get; }

    /// <summary>How often the world has been looked at in quiet.</summary>
    public int Looked { get; private set; }

    public DateTime Now => _time.GetUtcNow().UtcDateTime;

    /// <summary>The loaded topics in a fixed order.</summary>
    public IEnumerable<SimulatedTopic> Topics => _topics.Values.OrderBy(t => t.Name.Value, StringComparer.Ordinal).ToArray();

    /// <summary>What is wrong; null if nothing is.</summary>
    public string? Faults => _faults.Count == 0 ? null : string.Join(Environment.NewLine, _faults.Take(5));

    public async Task BeginAsync()
    {
        foreach (var person in People)
        {
            var user = new StoredUser { Id = person.User, Created = Now, Updated = Now, Access = new DefaultAccess(AccessMode.Parse("JRWPAS"), AccessMode.Parse("JRW")) };
            await Write(TopicName.Me(person.User), new CreateUser(user), Own(TopicName.Me(person.User), person), Own(TopicName.Find(person.User), person));
        }
        await Write(TopicName.System, new CreateTopic(new StoredTopic { Name = TopicName.System, Created = Now, Updated = Now, Touched = Now }));
        (Store.WriteFailsOneIn, Store.ReadFailsOneIn) = (30, 150);
    }

    /// <summary>One thing happens: somebody does something, or something that is on its way arrives.</summary>
    public async Task StepAsync(CancellationToken cancellationToken)
    {
        _time.Advance(TimeSpan.FromMilliseconds(Chance.Next(1, 500)));
        if (Chance.Next(3) == 0 || !await ProceedAsync(cancellationToken))
            _actor.Act();
        if (Chance.Next(40) == 0)
            await SettleAsync(cancellationToken);
    }

    /// <summary>Lets everything arrive that is on its way, and looks whether all is as it must be.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        var failing = (Store.WriteFailsOneIn, Store.ReadFailsOneIn);
        (Store.WriteFailsOneIn, Store.ReadFailsOneIn) = (0, 0);
        do
        {
            while (await ProceedAsync(cancellationToken, untilQuiet: true))
            {
            }
            // What a failed commit has left in memory is there until the next input, and no longer.
            foreach (var topic in Topics)
            {
                topic.Post(new TopicInput.Activity(default, "", Now));
                await topic.HandleNextAsync(cancellationToken);
            }
        }
        while (!IsQuiet);
        foreach (var invariant in _invariants)
            await invariant.LookWhenQuietAsync(cancellationToken);
        Looked++;
        Ledger.ForgetTrails();
        _requests.Clear();
        (Store.WriteFailsOneIn, Store.ReadFailsOneIn) = failing;
        Journal.Add("-- quiet");
    }

    /// <summary>A session sends a packet.</summary>
    /// <param name="who">In whose name.</param>
    public void Send(SimulatedSession session, Requester who, string address, ClientPacket packet)
    {
        if (ResolveName(address, packet, who.User) is not { } name)
            return;
        var number = ++session.Sent;
        packet = packet with { Id = packet is NotePacket ? null : number.ToString(CultureInfo.InvariantCulture) };
        if (packet is SubPacket or LeavePacket)
            session.InLane = number;
        var request = new TopicRequest(who, address, packet, number, Now);
        Journal.Add($"{session} as {NameOf(who.User)} to {address} ({name}): {packet}");
        if (packet.Id is { } id)
            _requests[(session, id)] = request;
        if (packet is PubPacket pub)
            _authors[pub.Content] = (session, packet.Id!);
        foreach (var invariant in _invariants)
            invariant.Sent(session, request);
        if (!_topics.TryGetValue(name, out var topic))
            _topics[name] = topic = new SimulatedTopic(name, this);
        topic.Post(new TopicInput.Request(request));
    }

    public SimulatedTopic? Find(TopicName name) => _topics.GetValueOrDefault(name);

    public void PostIfLoaded(TopicName name, TopicInput input) => Find(name)?.Post(input);

    public TopicServices ServicesOver(ICommit disk) => new(Store, disk, _options, _handlers, NullLoggerFactory.Instance);

    public void Unloaded(SimulatedTopic topic)
    {
        _topics.Remove(topic.Name);
        Journal.Add($"{topic.Name} is unloaded");
    }

    public void Handled(SimulatedTopic topic, TopicInput input)
    {
        if (input is not TopicInput.Activity)
            Journal.Add($"{topic.Name} has handled {Shortly(input)}");
        foreach (var invariant in _invariants)
            invariant.Handled(topic);
    }

    public void Attached(TopicName topic, SimulatedSession session, Delivery.Attach attach)
    {
        foreach (var invariant in _invariants)
            invariant.Attached(topic, session, attach);
    }

    public void Received(Reception reception)
    {
        if (reception.Ends == reception.Session.InLane)
            reception.Session.InLane = 0;
        Journal.Add($"    {reception.Session} <- {reception.Topic}: {reception.Packet}");
        foreach (var invariant in _invariants)
            invariant.Received(reception);
    }

    public void Fail(string what)
    {
        _faults.Add(what);
        Journal.Add($"!!! {what}");
    }

    /// <summary>The request with this id; null if the world has forgotten it.</summary>
    public TopicRequest? Asked(SimulatedSession session, string? id) => id is null ? null : _requests.GetValueOrDefault((session, id));

    /// <summary>Who has published this content; null for nobody.</summary>
    public (SimulatedSession Session, string Id)? AuthorOf(Payload content) =>
        _authors.TryGetValue(content, out var author) ? author : null;

    /// <summary>The private part that a user sets everywhere: nobody else may ever see it.</summary>
    public Payload PrivateOf(UserId user) => Payload.FromString($"private of {NameOf(user)}");

    private bool IsQuiet => Lanes.IsEmpty && _topics.Values.All(t => !t.IsBusy);

    private string NameOf(UserId user) => People.FirstOrDefault(p => p.User == user)?.Name ?? user.ToString();

    private static string Shortly(TopicInput input) => input switch
    {
        TopicInput.Request request => $"request {request.Asked.Number} of {request.Asked.Session.Number}",
        _ => input.ToString(),
    };

    private Person NewPerson(string name, AuthLevel level) => new(name, _ids.NextUser(), level);

    private static PutSubscription Own(TopicName topic, Person person) => new(new StoredSubscription
    {
        Key = new SubscriptionKey(topic, person.User),
        Created = Start,
        Updated = Start,
        Want = AccessMasks.Me,
        Given = AccessMasks.Me,
    });

    private async Task Write(TopicName by, params StoreWrite[] writes)
    {
        var unit = new WriteUnit(writes);
        await Store.Inner.Commit.CommitAsync([unit]);
        Ledger.Store(by, unit);
    }

    private TopicName? ResolveName(string address, ClientPacket packet, UserId user)
    {
        if (packet is SubPacket && new TopicAddress(address).IsNew)
            return _ids.NextGroup();
        var resolved = TopicNaming.Resolve(address, user);
        return resolved.IsKnown ? resolved.Name : null;
    }

    // Something that is on its way arrives. False if nothing is.
    private async Task<bool> ProceedAsync(CancellationToken cancellationToken, bool untilQuiet = false)
    {
        var events = new List<Func<Task>>();
        foreach (var topic in Topics)
        {
            if (topic.HasInput)
                events.Add(() => topic.HandleNextAsync(cancellationToken));
            if (topic.IsCommitting)
                events.Add(topic.ReleaseCommitAsync);
            foreach (var timer in topic.Armed)
            {
                if (timer == Effects.TimerKey.Retry || (!untilQuiet && Chance.Next(8) == 0))
                    events.Add(() => Fire(topic, timer));
            }
        }
        if (!Lanes.IsEmpty)
            events.Add(DeliverNotice);
        if (events.Count == 0)
            return false;
        await events[Chance.Next(events.Count)]();
        return true;
    }

    private static Task Fire(SimulatedTopic topic, Effects.TimerKey timer)
    {
        topic.Fire(timer);
        return Task.CompletedTask;
    }

    private Task DeliverNotice()
    {
        var (to, notice) = Lanes.Take(Chance);
        PostIfLoaded(to, new TopicInput.Notice(notice, Now));
        return Task.CompletedTask;
    }
}
