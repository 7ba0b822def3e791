using Parley.FrontEnd.Tests.Fakes;
using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;

namespace Parley.FrontEnd.Tests.Sessions;

/// <summary>One {sub} or {leave} at a time, and a deadline for every request.</summary>
public sealed class RequestTests : IDisposable
{
    private static readonly TimeSpan OverTheDeadline = TimeSpan.FromSeconds(4.5);
    private static readonly TopicName Group = new("grpAQAAAAAAAAA");

    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_sub_waits_until_the_one_before_it_is_answered()
    {
        var alice = _world.LoggedIn();
        alice.Say(new SubPacket { Id = "1", Topic = "me" });
        var second = alice.SayAsync(new LeavePacket { Id = "2", Topic = "me" });
        Assert.False(second.IsCompleted);
        _world.Attach(alice, TopicName.Me(World.Alice));
        _world.AnswerLast();
        await second;
        // It was decided on what had become of the first.
        Assert.IsType<LeavePacket>(_world.Router.Posted.Last().Request.Packet);
        Assert.Equal([1L, 2L], _world.Router.Posted.Select(p => p.Request.Number));
    }

    [Fact]
    public void Other_packets_do_not_wait()
    {
        var alice = _world.LoggedIn();
        alice.Say(new SubPacket { Id = "1", Topic = World.Bob.ToString() });
        Assert.Equal(ReplyCodes.MustAttachFirst, alice.Ask(new PubPacket { Id = "2", Topic = World.Bob.ToString() }).Code);
    }

    [Fact]
    public void A_refused_sub_takes_no_turn()
    {
        var alice = _world.LoggedIn();
        alice.Ask(new SubPacket { Id = "1", Topic = "nonsense" });
        Assert.False(alice.Session.Requests.IsLaneBusy);
    }

    [Fact]
    public async Task The_end_of_the_session_ends_the_waiting()
    {
        var alice = _world.LoggedIn();
        alice.Say(new SubPacket { Id = "1", Topic = "me" });
        var second = alice.SayAsync(new SubPacket { Id = "2", Topic = "fnd" });
        _world.Registry.End(alice.Session, null);
        await second;
        Assert.Single(_world.Router.Posted);
    }

    [Fact]
    public void An_unanswered_request_is_answered_503_and_its_late_answer_dropped()
    {
        var alice = _world.LoggedIn();
        alice.Say(new GetPacket { Id = "7", Topic = "me", Query = new GetQuery { What = "desc" } });
        _world.Time.Advance(TimeSpan.FromSeconds(3.5));
        Assert.Empty(alice.Transport.Read());
        _world.Time.Advance(TimeSpan.FromSeconds(1));
        var reply = alice.Transport.ReadCtrl();
        Assert.Equal((ReplyCodes.ServiceUnavailable, "7", "me"), (reply.Code, reply.Id, reply.Topic));

        var (topic, request) = _world.Router.Posted.Single();
        _world.Receiver.Receive(topic, [World.Answer(request, ReplyCodes.Ok, ends: false), World.Answer(request, ReplyCodes.Ok)]);
        Assert.Empty(alice.Transport.Read());
        // The id may be used again.
        alice.Say(request.Packet);
        _world.AnswerLast();
        Assert.Equal(ReplyCodes.Ok, alice.Transport.ReadCtrl().Code);
    }

    [Fact]
    public void An_id_used_again_belongs_to_the_new_request()
    {
        var alice = _world.LoggedIn();
        alice.Say(new GetPacket { Id = "7", Topic = "me", Query = new GetQuery { What = "desc" } });
        _world.Time.Advance(OverTheDeadline);
        alice.Transport.Read();
        alice.Say(new GetPacket { Id = "7", Topic = "fnd", Query = new GetQuery { What = "desc" } });
        var (topic, late) = _world.Router.Posted.First();
        var (other, request) = _world.Router.Posted.Last();
        _world.Receiver.Receive(topic, [World.Answer(late, ReplyCodes.NotFound)]);
        _world.Receiver.Receive(other, [World.Answer(request, ReplyCodes.Ok, ends: false)]);
        Assert.Equal(ReplyCodes.Ok, alice.Transport.ReadCtrl().Code);
    }

    [Fact]
    public void An_answered_request_is_never_answered_503()
    {
        var alice = _world.LoggedIn();
        alice.Say(new GetPacket { Id = "7", Topic = "me", Query = new GetQuery { What = "desc" } });
        _world.AnswerLast();
        alice.Transport.Read();
        _world.Time.Advance(OverTheDeadline);
        Assert.Empty(alice.Transport.Read());
    }

    [Fact]
    public void A_request_whose_answer_has_begun_is_not_answered_503()
    {
        var alice = _world.LoggedIn();
        alice.Say(new SubPacket { Id = "7", Topic = "me" });
        var (topic, request) = _world.Router.Posted.Single();
        _world.Receiver.Receive(topic, [World.Answer(request, ReplyCodes.Ok, ends: false)]);
        _world.Time.Advance(OverTheDeadline);
        Assert.Equal(ReplyCodes.Ok, alice.Transport.ReadCtrl().Code);
        Assert.False(alice.Session.Requests.IsLaneBusy);
    }

    [Fact]
    public void A_request_without_an_id_is_not_answered_503_but_frees_its_turn()
    {
        var alice = _world.LoggedIn();
        alice.Say(new SubPacket { Topic = "me" });
        _world.Time.Advance(OverTheDeadline);
        Assert.Empty(alice.Transport.Read());
        Assert.False(alice.Session.Requests.IsLaneBusy);
    }

    [Fact]
    public void A_sub_that_attaches_late_is_attached()
    {
        var alice = _world.LoggedIn();
        alice.Say(new SubPacket { Id = "1", Topic = Group.Value });
        _world.Time.Advance(OverTheDeadline);
        Assert.Equal(ReplyCodes.ServiceUnavailable, alice.Transport.ReadCtrl().Code);
        _world.Attach(alice, Group);
        _world.AnswerLast();
        Assert.Empty(alice.Transport.Read());
        Assert.Equal(ReplyCodes.AlreadySubscribed, alice.Ask(new SubPacket { Id = "2", Topic = Group.Value }).Code);
    }

    [Fact]
    public void Answers_out_of_order_are_matched_by_number()
    {
        var alice = _world.LoggedIn();
        _world.Attach(alice, Group);
        for (var i = 1; i <= 20; i++)
            alice.Say(new PubPacket { Id = $"{i}", Topic = Group.Value, Content = Payload.FromString("x") });
        foreach (var (topic, request) in _world.Router.Posted.Reverse().Where(p => p.Request.Packet.Id != "5"))
            _world.Receiver.Receive(topic, [World.Answer(request, ReplyCodes.Accepted)]);
        Assert.Equal(19, alice.Transport.Read().Count);
        _world.Time.Advance(OverTheDeadline);
        Assert.Equal(("5", ReplyCodes.ServiceUnavailable), alice.Transport.ReadCtrl() is var r ? (r.Id, r.Code) : default);
    }

    [Fact]
    public void Too_many_pending_requests_are_refused()
    {
        using var world = new World(new FrontEnd.Sessions.SessionOptions { PendingRequestsMax = 2 });
        var alice = world.LoggedIn();
        for (var i = 0; i < 2; i++)
            alice.Say(new GetPacket { Id = $"{i}", Topic = "me", Query = new GetQuery { What = "desc" } });
        Assert.Equal(ReplyCodes.ServiceUnavailable, alice.Ask(new GetPacket { Id = "2", Topic = "me",
            Query = new GetQuery { What = "desc" } }).Code);
        Assert.Equal(2, world.Router.Posted.Count);
    }

    [Fact]
    public void A_steady_session_tells_me_of_its_agent_once_and_again_after_another_one()
    {
        var me = TopicName.Me(World.Alice);
        var (first, second) = (_world.LoggedIn(userAgent: "one"), _world.LoggedIn(userAgent: "two"));
        _world.Attach(first, me);
        _world.Attach(second, me);
        void Act(World.Client client) => client.Say(new GetPacket { Id = "1", Topic = "me", Query = new GetQuery { What = "desc" } });
        Act(first);
        Act(first);
        Act(second);
        Act(first);
        Assert.Equal([(me, "one"), (me, "two"), (me, "one")], _world.Router.Activity);
    }

    [Fact]
    public void A_session_that_is_not_on_me_or_has_no_agent_tells_nothing()
    {
        _world.LoggedIn().Say(new GetPacket { Id = "1", Topic = "me", Query = new GetQuery { What = "desc" } });
        var silent = _world.LoggedIn(userAgent: null);
        _world.Attach(silent, TopicName.Me(World.Alice));
        silent.Say(new GetPacket { Id = "1", Topic = "me", Query = new GetQuery { What = "desc" } });
        Assert.Empty(_world.Router.Activity);
    }
}
