using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Parley.Cluster.FrontEnds;
using Parley.Cluster.Tests.Support;
using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Topics;

namespace Parley.Cluster.Tests.Simulation;

/// <summary>
/// A few people with sessions at several processes. One seed decides what they do, and when which process is lost; what happens at the
/// same time is up to the machine.
/// </summary>
internal sealed class LossyWorld : IAsyncDisposable
{
    private const int SessionsMax = 14;
    private const int SessionsMin = 4;

    private static readonly TopicOptions Hasty = new()
    {
        IdleTime = TimeSpan.FromMilliseconds(200),
        RecheckTime = TimeSpan.FromSeconds(2),
    };

    private readonly Random _chance;
    private readonly SiloCluster _cluster;
    private readonly List<SiloCluster.Member> _alive;
    private readonly List<(SimulatedFrontEnd At, SimulatedSession Session)> _sessions = [];
    private int _published;

    private LossyWorld(RealRules rules, SiloCluster cluster, int seed)
    {
        (Rules, _cluster, _chance) = (rules, cluster, new Random(seed));
        _alive = [.. cluster.Members];
        FrontEnds.AddRange(_alive.Select(FrontEndOf));
    }

    public static IReadOnlyList<UserId> Users { get; } = [.. Enumerable.Range(1001, 4).Select(n => new UserId((ulong)n))];

    /// <summary>One that all are in, and one of two.</summary>
    public static IReadOnlyList<TopicName> Groups { get; } = [TopicName.Group(new UserId(1)), TopicName.Group(new UserId(2))];

    public static IReadOnlyList<TopicName> Conversations { get; } =
        [.. Users.SelectMany((a, i) => Users.Skip(i + 1).Select(b => TopicName.P2P(a, b)))];

    public RealRules Rules { get; }

    /// <summary>The processes that are left.</summary>
    public IReadOnlyList<SiloCluster.Member> Alive => _alive;

    /// <summary>Of all processes, lost ones too.</summary>
    public List<SimulatedFrontEnd> FrontEnds { get; } = [];

    public Queue<string> Journal { get; } = new();

    public static IReadOnlyList<UserId> MembersOf(TopicName topic) => topic.TryGetPeers(out var first, out var second)
        ? [first, second]
        : topic == Groups[0] ? Users : [Users[1], Users[2]];

    public static SimulatedFrontEnd FrontEndOf(SiloCluster.Member member) => member.Get<SimulatedFrontEnd>();

    public static async Task<LossyWorld> StartAsync(int seed)
    {
        var rules = await RealRules.StartAsync(Hasty, [.. Users]);
        foreach (var group in Groups)
            await rules.AddGroupAsync(group, [.. MembersOf(group)]);
        var cluster = await SiloCluster.StartAsync(services: services =>
        {
            var commit = new MortalCommit(rules.Store.Commit);
            rules.Use(services, commit);
            services.RemoveAll<MortalCommit>();
            services.AddSingleton(commit);
            services.RemoveAll<ILocalFrontEnd>();
            services.TryAddSingleton<SimulatedFrontEnd>();
            services.AddSingleton<ILocalFrontEnd>(s => s.GetRequiredService<SimulatedFrontEnd>());
        });
        return new LossyWorld(rules, cluster, seed);
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await Rules.DisposeAsync();
    }

    /// <summary>People do so many things, while one process is lost and another one joins, in either order.</summary>
    public async Task PlayAsync(int steps)
    {
        var killAt = _chance.Next(steps / 4, steps);
        var joinAt = _chance.Next(steps / 4, steps);
        var losing = Task.CompletedTask;
        for (var step = 0; step < steps; step++)
        {
            if (step == killAt)
                losing = LoseOneAsync();
            if (step == joinAt)
                await JoinAsync();
            await StepAsync();
        }
        await losing;
    }

    public void Note(string what)
    {
        Journal.Enqueue(what);
        if (Journal.Count > 200)
            Journal.Dequeue();
    }

    private async Task LoseOneAsync()
    {
        var lost = _alive[_chance.Next(_alive.Count)];
        Note($"process of {FrontEndOf(lost).Id.Value % 1000} is lost");
        _alive.Remove(lost);
        _sessions.RemoveAll(s => s.At == FrontEndOf(lost));
        await lost.Get<MortalCommit>().DieAsync();
        await _cluster.KillAsync(lost);
    }

    private async Task JoinAsync()
    {
        var member = await _cluster.JoinAsync();
        Note($"process of {FrontEndOf(member).Id.Value % 1000} has joined");
        _alive.Add(member);
        FrontEnds.Add(FrontEndOf(member));
    }

    private async Task StepAsync()
    {
        var kind = _chance.Next(100);
        if (_sessions.Count < SessionsMin || (kind < 12 && _sessions.Count < SessionsMax))
        {
            LogIn();
            return;
        }
        var index = _chance.Next(_sessions.Count);
        var (at, session) = _sessions[index];
        if (kind < 20)
        {
            Note($"{session} is lost");
            _sessions.RemoveAt(index);
            at.Lose(session);
            return;
        }
        var topic = PickTopic(session.User);
        var isMe = _chance.Next(5) == 0;
        var number = kind switch
        {
            < 40 => Enter(at, session, isMe ? TopicName.Me(session.User) : topic),
            < 50 => Send(at, session, isMe ? TopicName.Me(session.User) : topic, new LeavePacket()),
            < 60 => Send(at, session, topic, new NotePacket { What = NoteWhat.Read, Seq = Math.Max(1, at.Look(_ => session.LastSeen.GetValueOrDefault(topic))) }),
            _ => Send(at, session, topic, new PubPacket { Content = Payload.FromString(string.Create(CultureInfo.InvariantCulture, $"m{++_published}")) }),
        };
        // Mostly people wait for what they have asked for; what was lost with a process they do not wait for long.
        if (kind is < 50 or >= 60 && _chance.Next(3) != 0)
            await WaitAsync(() => at.Look(_ => session.Answered.Contains(number)));
    }

    private void LogIn()
    {
        var at = FrontEndOf(_alive[_chance.Next(_alive.Count)]);
        var session = at.Open(Users[_chance.Next(Users.Count)]);
        _sessions.Add((at, session));
        if (_chance.Next(5) != 0)
            Enter(at, session, TopicName.Me(session.User));
        Enter(at, session, PickTopic(session.User));
    }

    private TopicName PickTopic(UserId user)
    {
        TopicName[] own = [.. Groups.Concat(Conversations).Where(t => MembersOf(t).Contains(user))];
        return own[_chance.Next(own.Length)];
    }

    private long Enter(SimulatedFrontEnd at, SimulatedSession session, TopicName topic) =>
        Send(at, session, topic, new SubPacket { Get = topic.IsMe ? new GetQuery { What = "sub" } : null });

    private long Send(SimulatedFrontEnd at, SimulatedSession session, TopicName topic, TopicPacket packet)
    {
        Note($"{session} to {topic}: {packet.GetType().Name}");
        return at.Send(session, topic, packet);
    }

    private static async Task WaitAsync(Func<bool> condition)
    {
        var limit = Environment.TickCount64 + 300;
        while (!condition() && Environment.TickCount64 < limit)
            await Task.Delay(2, TestContext.Current.CancellationToken);
    }
}
