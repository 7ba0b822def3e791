using Parley.Accounts;
using Parley.FrontEnd.Tests.Fakes;
using Parley.FrontEnd.Topics;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Replies;

namespace Parley.FrontEnd.Tests.Sessions;

/// <summary>The dispatch table of the reference (part A 10.1), and what it leaves out.</summary>
public sealed class DispatchTests : IDisposable
{
    private readonly World _world = new();

    public static readonly TheoryData<ClientPacket> Routed =
    [
        new PubPacket { Id = "1", Topic = World.Bob.ToString(), Content = Payload.FromString("hi") },
        new GetPacket { Id = "1", Topic = World.Bob.ToString(), Query = new GetQuery { What = "desc sub del cred" } },
        new SetPacket { Id = "1", Topic = World.Bob.ToString(), Query = new SetQuery { Tags = ["abc"] } },
        new DelPacket { Id = "1", Topic = World.Bob.ToString(), Ranges = [new SeqRange(3, 4)], Hard = true },
        new LeavePacket { Id = "1", Topic = World.Bob.ToString() },
        new NotePacket { Topic = World.Bob.ToString(), What = NoteWhat.Recv, Seq = 5 },
    ];

    public void Dispose() => _world.Dispose();

    [Theory, MemberData(nameof(Routed))]
    public void Requests_for_an_attached_topic_go_there_unchanged_and_without_a_reply(ClientPacket packet)
    {
        var alice = _world.LoggedIn();
        _world.Attach(alice, World.Peers);
        alice.Say(packet);
        var (topic, request) = Assert.Single(_world.Router.Posted);
        Assert.Equal(World.Peers, topic);
        Assert.Same(packet, request.Packet);
        Assert.Equal(World.Bob.ToString(), request.Address);
        Assert.Equal(World.Alice, request.Who.User);
        Assert.Empty(alice.Transport.Read());
    }

    [Theory, MemberData(nameof(Routed))]
    public void A_full_queue_is_answered_503(ClientPacket packet)
    {
        var alice = _world.LoggedIn();
        _world.Attach(alice, World.Peers);
        _world.Router.Outcome = RouteOutcome.Overloaded;
        var reply = alice.Ask(packet);
        Assert.Equal((ReplyCodes.ServiceUnavailable, packet.Id, World.Bob.ToString()), (reply.Code, reply.Id, reply.Topic));
        Assert.False(alice.Session.Requests.IsLaneBusy);
    }

    [Fact]
    public void A_sub_of_me_is_routed_to_the_own_me()
    {
        var alice = _world.LoggedIn();
        alice.Say(new SubPacket { Id = "1", Topic = "me", Get = new GetQuery { What = "sub desc tags cred" } });
        Assert.Equal(TopicName.Me(World.Alice), Assert.Single(_world.Router.Posted).Topic);
    }

    [Fact]
    public void A_sub_while_attached_is_answered_304()
    {
        var alice = _world.LoggedIn();
        _world.Attach(alice, TopicName.Me(World.Alice));
        var reply = alice.Ask(new SubPacket { Id = "1", Topic = "me" });
        Assert.Equal((ReplyCodes.AlreadySubscribed, "me"), (reply.Code, reply.Topic));
    }

    [Theory]
    [InlineData("newABC"), InlineData("new"), InlineData("nchABC")]
    public void A_sub_of_a_new_group_is_routed_to_a_name_of_our_making(string address)
    {
        var alice = _world.LoggedIn();
        alice.Say(new SubPacket { Id = "1", Topic = address });
        var (topic, request) = Assert.Single(_world.Router.Posted);
        Assert.True(topic.IsGroup);
        Assert.Equal(address, request.Address);
    }

    [Fact]
    public void A_channel_is_routed_to_its_group()
    {
        var alice = _world.LoggedIn();
        alice.Say(new SubPacket { Id = "1", Topic = "chnAQAAAAAAAAA" });
        Assert.Equal("grpAQAAAAAAAAA", Assert.Single(_world.Router.Posted).Topic.Value);
    }

    [Fact]
    public void What_cannot_be_read_is_answered_400_without_an_id()
    {
        var reply = _world.LoggedIn().Ask(null);
        Assert.Equal((ReplyCodes.Malformed, (string?)null, (string?)null), (reply.Code, reply.Id, reply.Topic));
    }

    [Fact]
    public void A_login_authenticates_the_session_and_passes_the_parameters_on()
    {
        var client = _world.Greeted();
        _world.Accounts.Answer = (_, context) => ValueTask.FromResult(
            new AccountReply(ReplyCodes.Ok, ReplyParams.Text("token", context.Country!)) { LoggedIn = World.Alice,
                Level = AuthLevel.Authenticated });
        var reply = client.Ask(new LoginPacket { Id = "123", Scheme = "basic" });
        Assert.Equal((ReplyCodes.Ok, "123", ReplyParams.Text("token", "GB")), (reply.Code, reply.Id, reply.Params));
        Assert.Equal((World.Alice, true), (client.Session.User, client.Transport.HasLoggedIn));
        Assert.Same(client.Session, Assert.Single(_world.Registry.OfUser(World.Alice)));
    }

    // Between the look at the account and the login the session cannot be found by who ends those of a suspended user.
    [Fact]
    public void Who_is_suspended_while_logging_in_is_out_again()
    {
        var client = _world.Greeted();
        _world.Accounts.LetIn(World.Alice);
        _world.Accounts.Gone.Add(World.Alice);
        client.Say(new LoginPacket { Id = "1", Scheme = "basic" });
        Assert.Equal([ReplyCodes.Ok, ReplyCodes.Evicted], client.Transport.Read().Cast<Protocol.Packets.Server.CtrlPacket>().Select(r => r.Code));
        Assert.True(client.Transport.IsFinished);
        Assert.Empty(_world.Registry.OfUser(World.Alice));
    }

    [Fact]
    public async Task A_slow_login_holds_up_no_other_session()
    {
        var gate = new TaskCompletionSource<AccountReply>();
        _world.Accounts.Answer = (_, _) => new ValueTask<AccountReply>(gate.Task);
        var slow = _world.Greeted();
        var login = slow.SayAsync(new LoginPacket { Id = "1", Scheme = "basic" });
        Assert.False(login.IsCompleted);
        Assert.Equal(ReplyCodes.AuthenticationRequired, _world.Greeted().Ask(new SubPacket { Id = "1", Topic = "me" }).Code);
        gate.SetResult(new AccountReply(ReplyCodes.AuthenticationFailed));
        await login;
        Assert.Equal(ReplyCodes.AuthenticationFailed, slow.Transport.ReadCtrl().Code);
    }

    [Fact]
    public void After_the_own_account_is_deleted_come_200_then_205_and_the_end()
    {
        var alice = _world.LoggedIn();
        _world.Attach(alice, World.Peers);
        _world.Accounts.Answer = (_, _) => ValueTask.FromResult(new AccountReply(ReplyCodes.Ok) { EndsSession = true });
        alice.Say(new DelPacket { Id = "1", What = DelWhat.User });
        var replies = alice.Transport.Read().Cast<Protocol.Packets.Server.CtrlPacket>().ToList();
        Assert.Equal([ReplyCodes.Ok, ReplyCodes.Evicted], replies.Select(r => r.Code));
        Assert.Null(replies[1].Id);
        Assert.True(alice.Transport.IsFinished);
        Assert.Equal(World.Peers, Assert.Single(_world.Router.Gone).Topic);
        Assert.Equal(0, _world.Registry.Count);
    }

    [Fact]
    public void An_exception_costs_one_request_and_not_the_session()
    {
        var alice = _world.LoggedIn();
        _world.Accounts.Answer = (_, _) => throw new InvalidOperationException("bug");
        Assert.Equal((ReplyCodes.InternalError, "1"), alice.Ask(new AccPacket { Id = "1" }) is var r ? (r.Code, r.Id) : default);
        _world.Router.OnPost = (_, _) => throw new InvalidOperationException("bug");
        Assert.Equal(ReplyCodes.InternalError, alice.Ask(new SubPacket { Id = "2", Topic = "me" }).Code);
        _world.Router.OnPost = null;
        Assert.Equal(ReplyCodes.Malformed, alice.Ask(null).Code);
    }

    [Fact]
    public async Task Before_the_login_little_may_wait_unread()
    {
        var packet = new GetPacket { Id = new string('x', 10_000) };
        var (stranger, alice) = (_world.Greeted(), _world.LoggedIn());
        for (var i = 0; i < 10; i++)
        {
            stranger.Say(packet);
            alice.Say(packet);
        }
        await stranger.Transport.Aborted.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(10, alice.Transport.Read().Count);
        Assert.False(alice.Transport.Aborted.IsCompleted);
    }

    [Fact]
    public void An_ended_session_takes_nothing_more_in()
    {
        var alice = _world.LoggedIn();
        _world.Registry.End(alice.Session, null);
        alice.Say(new SubPacket { Id = "1", Topic = "me" });
        Assert.Empty(_world.Router.Posted);
    }

    [Fact]
    public async Task A_probe_is_answered_by_one_character_even_before_hi()
    {
        var client = _world.Connect();
        await _world.Intake.ReceiveAsync(client.Session, "1"u8, TestContext.Current.CancellationToken);
        Assert.Equal(["0"], client.Transport.ReadTexts());
        await _world.Intake.ReceiveAsync(client.Session, "11"u8, TestContext.Current.CancellationToken);
        Assert.Equal(ReplyCodes.Malformed, client.Transport.ReadCtrl().Code);
    }
}
