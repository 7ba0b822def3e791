using Parley.FrontEnd.Tests.Fakes;
using Parley.FrontEnd.Topics;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;

namespace Parley.FrontEnd.Tests.Topics;

public sealed class DeliveryReceiverTests : IDisposable
{
    private static readonly TopicName Group = new("grpAQAAAAAAAAA");
    private static readonly AccessMode Reading = AccessMode.Parse("JRP");

    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    private static DataPacket Message(int seq) => new() { Topic = Group.Value, Seq = seq, Content = Payload.FromString("x") };

    private World.Client Attached(UserId user, AccessMode? mode = null, bool isReader = false)
    {
        var client = _world.LoggedIn(user);
        _world.Attach(client, Group, mode, isReader);
        return client;
    }

    [Fact]
    public void A_broadcast_reaches_those_whom_its_audience_includes()
    {
        var (alice, bob, reader, mute) = (Attached(World.Alice), Attached(World.Bob), Attached(new UserId(3), Reading, isReader: true),
            Attached(new UserId(4), AccessMode.Parse("JW")));
        World.Client[] all = [alice, bob, reader, mute];
        var seq = 0;
        IEnumerable<int> Receivers(Audience audience)
        {
            _world.Broadcast(Group, Message(++seq), audience);
            return all.Select((client, i) => (i, client.Transport.Read().Count)).Where(p => p.Count == 1).Select(p => p.i).ToList();
        }

        Assert.Equal([0, 1, 2, 3], Receivers(new Audience()));
        Assert.Equal([0, 1, 2], Receivers(new Audience { Needs = AccessMode.Read }));
        Assert.Equal([1, 2], Receivers(new Audience { Needs = AccessMode.Read, SkipSession = alice.Session.Id }));
        Assert.Equal([2], Receivers(new Audience { Readers = ReaderRule.Only }));
        Assert.Equal([0, 1, 3], Receivers(new Audience { Readers = ReaderRule.Excluded }));
        Assert.Equal([1], Receivers(new Audience { OnlyUser = World.Bob }));
        Assert.Equal([0, 2, 3], Receivers(new Audience { ExcludeUser = World.Bob }));
        Assert.Equal([0], Receivers(new Audience { OnlySession = alice.Session.Id }));
        Assert.Equal([3], Receivers(new Audience { NeedsAny = AccessMode.Write, Forbids = AccessMode.Read }));
    }

    [Fact]
    public void Each_receiver_gets_its_own_form()
    {
        var (alice, bob, reader) = (Attached(World.Alice), Attached(World.Bob), Attached(new UserId(3), Reading, isReader: true));
        PresPacket Named(string topic) => new() { Topic = topic, What = PresWhat.On };
        var packets = new PacketVariants(Named("default"), World.Bob, Named("special"), Named("readers"));
        _world.Receiver.Receive(Group, [new Delivery.Broadcast(packets, new Audience())]);
        Assert.Equal("default", Assert.Single(alice.Transport.Read()).Topic);
        Assert.Equal("special", Assert.Single(bob.Transport.Read()).Topic);
        Assert.Equal("readers", Assert.Single(reader.Transport.Read()).Topic);
    }

    [Fact]
    public void A_changed_mode_counts_from_the_next_delivery_on()
    {
        var alice = Attached(World.Alice, AccessMode.Parse("J"));
        var audience = new Audience { Needs = AccessMode.Read };
        _world.Receiver.Receive(Group, [
            new Delivery.Broadcast(new PacketVariants(Message(1)), audience),
            new Delivery.ModeChanged(World.Alice, IsReader: false, Reading),
            new Delivery.Broadcast(new PacketVariants(Message(2)), audience),
            new Delivery.Detach(alice.Session.Id),
            new Delivery.Broadcast(new PacketVariants(Message(3)), audience),
        ]);
        Assert.Equal(2, Assert.IsType<DataPacket>(Assert.Single(alice.Transport.Read())).Seq);
        Assert.Equal(ReplyCodes.NotJoined, alice.Ask(new LeavePacket { Id = "1", Topic = Group.Value }).Code);
    }

    [Fact]
    public void When_a_topic_is_gone_nobody_is_attached()
    {
        var (alice, bob) = (Attached(World.Alice), Attached(World.Bob));
        _world.Receiver.Receive(Group, [new Delivery.DetachAll()]);
        Assert.False(alice.Session.IsAttachedTo(Group));
        Assert.False(bob.Session.IsAttachedTo(Group));
        Assert.Null(_world.Attachments.Find(Group));
        _world.Registry.End(alice.Session, null);
        Assert.Empty(_world.Router.Gone);
    }

    [Fact]
    public void A_notice_reaches_sessions_on_me_that_are_not_on_the_topic()
    {
        var (onBoth, onMe, deaf, skipped) = (Attached(World.Alice), _world.LoggedIn(), _world.LoggedIn(World.Bob), _world.LoggedIn());
        foreach (var client in new[] { onBoth, onMe, skipped })
            _world.Attach(client, TopicName.Me(World.Alice), AccessMasks.Me);
        _world.Attach(deaf, TopicName.Me(World.Bob), AccessMode.Parse("JS"));
        var notice = new MeNotice
        {
            Groups = [new MeNoticeGroup(new PacketVariants(new PresPacket { Topic = "me", What = PresWhat.Message }), [World.Alice,
                World.Bob, new UserId(5)])],
            UnlessAttachedTo = Group,
            SkipSession = skipped.Session.Id,
        };
        int[] Counts() => [.. new[] { onBoth, onMe, deaf, skipped }.Select(c => c.Transport.Read().Count)];

        _world.Receiver.Receive(Group, [new Delivery.NotifyOnMe(notice)]);
        Assert.Equal([0, 1, 0, 0], Counts());
        _world.Receiver.Receive(Group, [new Delivery.NotifyOnMe(notice with { NeedsPresence = false, UnlessAttachedTo = null,
            SkipSession = default })]);
        Assert.Equal([1, 1, 1, 1], Counts());
    }

    [Fact]
    public void A_session_that_ended_while_attaching_is_reported_gone()
    {
        var alice = _world.LoggedIn();
        _world.Registry.End(alice.Session, null);
        _world.Attach(alice, Group);
        Assert.Equal((Group, alice.Session.Id), Assert.Single(_world.Router.Gone));
        Assert.Null(_world.Attachments.Find(Group));
    }

    [Fact]
    public void Attachments_are_resumed_from_the_last_message_that_passed()
    {
        var root = _world.LoggedIn(new UserId(9), AuthLevel.Root);
        var (alice, reader) = (_world.LoggedIn(), _world.LoggedIn(new UserId(3)));
        _world.Attach(alice, Group, seq: 4);
        _world.Attach(reader, Group, Reading, isReader: true, seq: 4);
        _world.Attach(root, Group, seq: 4, user: World.Bob);
        // Those who are left out have seen it in their way.
        _world.Broadcast(Group, Message(5), new Audience { SkipSession = alice.Session.Id });
        var requests = new Reattachment(_world.Attachments, _world.Time).ResumeRequests(Group);
        Assert.Equal([("grpAQAAAAAAAAA", 5), ("chnAQAAAAAAAAA", 5), ("grpAQAAAAAAAAA", 5)], requests.Select(r => (r.Address,
            r.Resumes!.Value)));
        Assert.Equal([World.Alice, new UserId(3), World.Bob], requests.Select(r => r.Who.User));
        Assert.Equal(AuthLevel.Authenticated, requests[2].Who.Level);
        Assert.All(requests, r => Assert.Equal(r.Address, Assert.IsType<SubPacket>(r.Packet).Topic));
    }

    [Fact]
    public async Task A_delivery_that_fails_does_not_keep_what_others_have_got()
    {
        var alice = Attached(World.Alice);
        var broken = new PacketVariants(Message(2), World.Bob, new UnknownPacket());
        var bob = Attached(World.Bob);
        Assert.ThrowsAny<Exception>(() => _world.Receiver.Receive(Group, [new Delivery.Broadcast(broken, new Audience())]));
        await alice.Transport.Drained.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Empty(bob.Transport.Read());
    }

    private sealed record UnknownPacket : ServerPacket;

    [Fact]
    public void A_second_loss_while_sessions_are_taken_back_loses_nothing()
    {
        var (alice, bob) = (Attached(World.Alice), Attached(World.Bob));
        var returning = new Reattachment(_world.Attachments, _world.Time);
        _world.Broadcast(Group, Message(1));
        returning.ResumeRequests(Group);
        // Of the next life only Alice hears, before it is lost as well.
        _world.Attach(alice, Group, seq: 3);
        foreach (var seq in new[] { 2, 3 })
            _world.Broadcast(Group, Message(seq), new Audience { OnlySession = alice.Session.Id });
        var requests = returning.ResumeRequests(Group);
        Assert.Equal([(World.Alice, 3), (World.Bob, 1)], requests.Select(r => (r.Who.User, r.Resumes!.Value)));
    }

    [Fact]
    public void Messages_wait_until_a_session_is_taken_back_and_then_come_once_and_in_order()
    {
        var (alice, bob) = (Attached(World.Alice), Attached(World.Bob));
        var returning = new Reattachment(_world.Attachments, _world.Time);
        returning.ResumeRequests(Group);
        _world.Attach(alice, Group);
        _world.Broadcast(Group, Message(1));
        _world.Attach(bob, Group, seq: 1);
        TakeBack(bob, 1);
        _world.Broadcast(Group, Message(2));
        // And once more, because nobody could be sure that it was.
        _world.Attach(bob, Group, seq: 2);
        TakeBack(bob, 1, 2);
        _world.Broadcast(Group, Message(3));
        Assert.Equal([1, 2, 3], Seqs(alice));
        Assert.Equal([1, 2, 3], Seqs(bob));

        void TakeBack(World.Client client, params int[] missed)
        {
            foreach (var seq in missed)
                _world.Broadcast(Group, Message(seq), new Audience { OnlySession = client.Session.Id });
        }
    }

    [Fact]
    public void A_topic_that_was_begun_anew_meanwhile_is_heard_from_its_first_message_on()
    {
        var alice = Attached(World.Alice);
        _world.Broadcast(Group, Message(7));
        new Reattachment(_world.Attachments, _world.Time).ResumeRequests(Group);
        _world.Attach(alice, Group, seq: 0);
        _world.Broadcast(Group, Message(1));
        Assert.Equal([7, 1], Seqs(alice));
    }

    private static IEnumerable<int> Seqs(World.Client client) => client.Transport.Read().Cast<DataPacket>().Select(d => d.Seq);

    [Theory]
    [InlineData("usrAQAAAAAAAAA", "me"), InlineData("fndAQAAAAAAAAA", "fnd"), InlineData("slfAQAAAAAAAAA", "slf"), InlineData("sys", "sys")]
    [InlineData("p2p", "usrAgAAAAAAAAA")]
    public void Attachments_are_resumed_under_the_name_that_the_user_knows(string topic, string address)
    {
        var name = topic == "p2p" ? World.Peers : new TopicName(topic);
        _world.Attach(_world.LoggedIn(), name);
        Assert.Equal(address, Assert.Single(new Reattachment(_world.Attachments, _world.Time).ResumeRequests(name)).Address);
    }

    [Fact]
    public void A_slow_reader_is_cut_off_and_the_others_get_everything()
    {
        using var world = new World(new FrontEnd.Sessions.SessionOptions { SendQueuePacketsMax = 4 });
        var (slow, fast) = (world.LoggedIn(), world.LoggedIn(World.Bob));
        world.Attach(slow, Group);
        world.Attach(fast, Group);
        List<int> seen = [];
        for (var seq = 1; seq <= 6; seq++)
        {
            world.Broadcast(Group, Message(seq));
            seen.AddRange(fast.Transport.Read().Cast<DataPacket>().Select(d => d.Seq));
        }
        Assert.Equal([1, 2, 3, 4, 5, 6], seen);
        Assert.False(fast.Transport.Aborted.IsCompleted);
    }

    [Fact]
    public async Task The_link_of_a_slow_reader_is_aborted()
    {
        using var world = new World(new FrontEnd.Sessions.SessionOptions { SendQueuePacketsMax = 2 });
        var slow = world.LoggedIn();
        world.Attach(slow, Group);
        for (var seq = 1; seq <= 3; seq++)
            world.Broadcast(Group, Message(seq));
        await slow.Transport.Aborted.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void The_fullness_told_is_the_median()
    {
        using var world = new World(new FrontEnd.Sessions.SessionOptions { SendQueuePacketsMax = 16 });
        var clients = Enumerable.Range(1, 5).Select(i => world.LoggedIn(new UserId((ulong)i))).ToList();
        clients.ForEach(client => world.Attach(client, Group));
        var fullness = 0.0;
        for (var seq = 1; seq <= 10; seq++)
        {
            fullness = world.Broadcast(Group, Message(seq));
            clients[0].Transport.Read();
            clients[1].Transport.Read();
        }
        Assert.InRange(fullness, 0.5, 0.7);
        clients[2].Transport.Read();
        Assert.InRange(world.Broadcast(Group, Message(11)), 0, 0.2);
    }

    [Fact]
    public void Many_attachments_come_and_go()
    {
        var clients = Enumerable.Range(1, 100).Select(i => Attached(new UserId((ulong)i))).ToList();
        foreach (var client in clients.Where((_, i) => i % 3 == 0))
            _world.Registry.End(client.Session, null);
        _world.Broadcast(Group, Message(1));
        Assert.All(clients.Where((_, i) => i % 3 != 0), c => Assert.Single(c.Transport.Read()));
        Assert.Equal(66, _world.Attachments.Find(Group)!.Count);
    }

    [Fact]
    public void Sessions_of_a_user_are_evicted_but_for_one()
    {
        var (acting, other, bob) = (_world.LoggedIn(), Attached(World.Alice), Attached(World.Bob));
        _world.Registry.EndSessionsOf(World.Alice, acting.Session.Id, default);
        var reply = other.Transport.ReadCtrl();
        Assert.Equal((ReplyCodes.Evicted, (string?)null, true), (reply.Code, reply.Id, other.Transport.IsFinished));
        Assert.Equal((Group, other.Session.Id), Assert.Single(_world.Router.Gone));
        Assert.Equal([acting.Session], _world.Registry.OfUser(World.Alice));
        Assert.Empty(acting.Transport.Read());
        Assert.Empty(bob.Transport.Read());
    }

    [Fact]
    public void At_shutdown_everybody_is_told()
    {
        var clients = new[] { _world.Connect(), _world.LoggedIn(), _world.LoggedIn(World.Bob) };
        _world.Registry.EndAll(default);
        Assert.All(clients, c => Assert.Equal(ReplyCodes.ServerShutdown, c.Transport.ReadCtrl().Code));
        Assert.Equal(0, _world.Registry.Count);
    }

    [Fact]
    public async Task A_session_that_never_logs_in_is_ended_and_one_that_has_stays()
    {
        var (stranger, alice) = (_world.Greeted(), _world.LoggedIn());
        _world.Time.Advance(_world.Options.UnauthenticatedTimeMax - TimeSpan.FromSeconds(2));
        Assert.False(stranger.Transport.Aborted.IsCompleted);
        _world.Time.Advance(TimeSpan.FromSeconds(5));
        await stranger.Transport.Aborted.WaitAsync(TestContext.Current.CancellationToken);
        Assert.False(alice.Transport.Aborted.IsCompleted);
    }
}
