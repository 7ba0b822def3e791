using Parley.Cluster.Tests.Support;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Topics;

namespace Parley.Cluster.Tests.Clusters;

public sealed class GhostTests
{
    private static readonly TopicOptions Hasty = new()
    {
        IdleTime = TimeSpan.FromMilliseconds(200),
        RecheckTime = TimeSpan.FromSeconds(2),
    };

    // Who is there has as long to say so as a busy machine needs.
    private static readonly TopicOptions Patient = Hasty with { RecheckTime = TimeSpan.FromMinutes(5) };

    [Fact]
    public async Task Who_was_online_in_a_killed_process_does_not_stay_online()
    {
        await using var rules = await RealRules.StartAsync(Hasty, UserOf(1), UserOf(2));
        await using var cluster = await SiloCluster.StartAsync(services: rules.Use);
        var (stays, dies) = (cluster.Members[0], cluster.Members[1]);
        var (alice, bob) = (Session(stays, 1), Session(dies, 2));
        await EnterAsync(stays, stays, alice);
        await EnterAsync(dies, dies, bob);
        await Eventually.BecomesTrueAsync(() => Last(stays, alice, 2) == PresWhat.On);

        await cluster.KillAsync(dies);

        await Eventually.BecomesTrueAsync(() => Last(stays, alice, 2) == PresWhat.Off);
    }

    [Fact]
    public async Task Whose_me_lived_in_a_killed_process_goes_on_seeing_who_comes_and_goes_and_is_seen()
    {
        await using var rules = await RealRules.StartAsync(Patient, UserOf(1), UserOf(2));
        await using var cluster = await SiloCluster.StartAsync(services: rules.Use);
        var (stays, dies) = (cluster.Members[0], cluster.Members[1]);
        var (alice, bob) = (Session(stays, 1), Session(stays, 2));
        await EnterAsync(stays, dies, alice);
        await EnterAsync(stays, stays, bob);
        await Eventually.BecomesTrueAsync(() => Last(stays, alice, 2) == PresWhat.On && Last(stays, bob, 1) == PresWhat.On);
        var toldBefore = stays.FrontEnd.Presence(MeOf(2), bob).Count;

        await cluster.KillAsync(dies);
        await Eventually.BecomesTrueAsync(() => stays.Topics.TryGet(MeOf(1), out _));
        stays.Router.Post(MeOf(2), stays.FrontEnd.Leave(MeOf(2), bob));

        await Eventually.BecomesTrueAsync(() => Last(stays, alice, 2) == PresWhat.Off);
        // Bob has seen nothing of all this.
        Assert.Equal(toldBefore, stays.FrontEnd.Presence(MeOf(2), bob).Count);
    }

    private static UserId UserOf(int number) => FakeFrontEnd.UserOf(new SessionId(default, number));

    private static TopicName MeOf(int number) => TopicName.Me(UserOf(number));

    private static SessionId Session(SiloCluster.Member member, int number) => new(member.FrontEnd.Id, number);

    // Of the two users the one whose me this is, in a session of one process, with the topic in another.
    private static async Task EnterAsync(SiloCluster.Member from, SiloCluster.Member home, SessionId session)
    {
        var me = TopicName.Me(FakeFrontEnd.UserOf(session));
        await home.LoadAsync(me);
        from.Router.Post(me, from.FrontEnd.Sub(me, session));
        await Eventually.BecomesTrueAsync(() => from.FrontEnd.IsSessionAttached(me, session));
    }

    private static PresWhat? Last(SiloCluster.Member member, SessionId session, int about)
    {
        var told = member.FrontEnd.Presence(TopicName.Me(FakeFrontEnd.UserOf(session)), session);
        var last = told.FindLast(t => t.StartsWith(UserOf(about).ToString(), StringComparison.Ordinal));
        return last is null ? null : Enum.Parse<PresWhat>(last.Split(' ')[1]);
    }
}
