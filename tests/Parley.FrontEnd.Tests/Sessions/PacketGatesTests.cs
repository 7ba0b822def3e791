using Parley.FrontEnd.Tests.Fakes;
using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Replies;

namespace Parley.FrontEnd.Tests.Sessions;

/// <summary>How far packets come before a topic sees them.</summary>
public sealed class PacketGatesTests : IDisposable
{
    private static readonly Payload Text = Payload.FromString("x");

    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    private static ClientPacket Packet(string kind, string? topic) => kind switch
    {
        "acc" => new AccPacket { Id = "1" },
        "login" => new LoginPacket { Id = "1" },
        "sub" => new SubPacket { Id = "1", Topic = topic },
        "leave" => new LeavePacket { Id = "1", Topic = topic },
        "unsub" => new LeavePacket { Id = "1", Topic = topic, Unsub = true },
        "pub" => new PubPacket { Id = "1", Topic = topic, Content = Text },
        "get" => new GetPacket { Id = "1", Topic = topic },
        "get desc" => new GetPacket { Id = "1", Topic = topic, Query = new GetQuery { What = "desc" } },
        "get sub" => new GetPacket { Id = "1", Topic = topic, Query = new GetQuery { What = "sub" } },
        "get sub of another" => new GetPacket
        {
            Id = "1", Topic = topic, Query = new GetQuery { What = "sub", Sub = new GetOptions { User = "usrAgAAAAAAAAA" } },
        },
        "get desc data" => new GetPacket { Id = "1", Topic = topic, Query = new GetQuery { What = "desc data" } },
        "get data" => new GetPacket { Id = "1", Topic = topic, Query = new GetQuery { What = "data" } },
        "set" => new SetPacket { Id = "1", Topic = topic },
        "set desc" => new SetPacket { Id = "1", Topic = topic, Query = new SetQuery { Desc = new DescPart() } },
        "set private" => new SetPacket { Id = "1", Topic = topic, Query = new SetQuery { Desc = new DescPart { Private = Text } } },
        "set mode of another" => new SetPacket { Id = "1", Topic = topic, Query = new SetQuery { Sub = new SubPart("usrAgAAAAAAAAA", "JR") } },
        "set tags" => new SetPacket { Id = "1", Topic = topic, Query = new SetQuery { Desc = new DescPart(), Tags = [] } },
        "del msg" => new DelPacket { Id = "1", Topic = topic },
        "del topic" => new DelPacket { Id = "1", Topic = topic, What = DelWhat.Topic },
        "del sub" => new DelPacket { Id = "1", Topic = topic, What = DelWhat.Subscription },
        "del cred" => new DelPacket { Id = "1", Topic = topic, What = DelWhat.Credential },
        "del user" => new DelPacket { Id = "1", What = DelWhat.User },
        "del nonsense" => new DelPacket { Id = "1", Topic = topic, What = DelWhat.Unknown },
        _ => throw new ArgumentException(kind),
    };

    [Theory]
    [InlineData("acc"), InlineData("login"), InlineData("sub"), InlineData("leave"), InlineData("pub"), InlineData("get desc")]
    [InlineData("set desc"), InlineData("del msg"), InlineData("del user"), InlineData("del nonsense")]
    public void Before_hi_everything_is_out_of_sequence_and_names_no_topic(string kind)
    {
        var reply = _world.Connect().Ask(Packet(kind, "me"));
        Assert.Equal((ReplyCodes.OutOfSequence, "1", null), (reply.Code, reply.Id, reply.Topic));
    }

    [Theory]
    [InlineData("sub", "me"), InlineData("leave", "me"), InlineData("pub", "me"), InlineData("get desc", "me"), InlineData("get", "")]
    [InlineData("set desc", "me"), InlineData("del msg", "me"), InlineData("del nonsense", "me"), InlineData("sub", "")]
    public void Before_login_requests_to_topics_are_answered_401(string kind, string topic)
    {
        var reply = _world.Greeted().Ask(Packet(kind, topic));
        Assert.Equal((ReplyCodes.AuthenticationRequired, "1", topic.Length == 0 ? null : topic), (reply.Code, reply.Id, reply.Topic));
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public void A_note_before_login_is_dropped(bool isGreeted)
    {
        var client = isGreeted ? _world.Greeted() : _world.Connect();
        client.Say(new NotePacket { Topic = "me", What = NoteWhat.KeyPress });
        Assert.Empty(client.Transport.Read());
    }

    [Theory]
    // Without a name, with one that is wrong, with the own one.
    [InlineData("sub", "", 400, "malformed"), InlineData("leave", "", 400, "malformed"), InlineData("pub", "", 400, "malformed")]
    [InlineData("get desc", "", 400, "malformed"), InlineData("set", "", 400, "malformed"), InlineData("del topic", "", 400, "malformed")]
    [InlineData("del nonsense", "", 400, "malformed"), InlineData("sub", "usrabc", 400, "malformed")]
    [InlineData("pub", "usr", 400, "malformed")]
    [InlineData("sub", "usrAQAAAAAAAAA", 403, "permission denied"), InlineData("del nonsense", "usrAQAAAAAAAAA", 403, "permission denied")]
    // Names of no known form.
    [InlineData("sub", " ", 404, "topic not found"), InlineData("sub", "ME", 404, "topic not found")]
    [InlineData("sub", "grp", 404, "topic not found")]
    [InlineData("sub", "chnabc", 404, "topic not found"), InlineData("sub", "sysx", 404, "topic not found")]
    [InlineData("get desc", "grpabc", 404, "topic not found"), InlineData("get desc", "chn", 404, "topic not found")]
    [InlineData("get desc", "mee", 400, "malformed"), InlineData("get desc", "../me", 400, "malformed")]
    [InlineData("get desc", "newX", 400, "malformed")]
    [InlineData("get sub", "abc", 404, "not found"), InlineData("get desc data", "newFull", 404, "not found")]
    [InlineData("get data", "abc", 403, "permission denied"), InlineData("get", "abc", 400, "malformed")]
    [InlineData("get sub of another", "abc", 403, "permission denied"), InlineData("set mode of another", "abc", 403, "permission denied")]
    [InlineData("set desc", "abc", 304, "not modified"), InlineData("set private", "abc", 404, "not found")]
    [InlineData("set tags", "abc", 403, "permission denied")]
    [InlineData("set", "abc", 400, "malformed")]
    [InlineData("del topic", "abc", 404, "topic not found"), InlineData("del msg", "abc", 409, "must attach first")]
    [InlineData("pub", "new", 409, "must attach first"), InlineData("leave", "abc", 304, "not joined")]
    [InlineData("unsub", "abc", 409, "must attach first")]
    // Topics to which the session is not attached.
    [InlineData("pub", "me", 409, "must attach first"), InlineData("pub", "usrAgAAAAAAAAA", 409, "must attach first")]
    [InlineData("leave", "me", 304, "not joined"), InlineData("unsub", "me", 409, "must attach first")]
    [InlineData("leave", "sys", 304, "not joined")]
    [InlineData("get data", "sys", 403, "permission denied"), InlineData("get", "me", 400, "malformed")]
    [InlineData("set tags", "me", 403, "permission denied"), InlineData("set", "me", 400, "malformed")]
    [InlineData("del msg", "sys", 409, "must attach first"), InlineData("del sub", "me", 409, "must attach first")]
    [InlineData("del cred", "me", 409, "must attach first"), InlineData("del nonsense", "me", 400, "malformed")]
    public void An_unattached_session_is_answered(string kind, string topic, int number, string text)
    {
        var reply = _world.LoggedIn().Ask(Packet(kind, topic));
        Assert.Equal((new ReplyCode(number, text), "1", topic.Length == 0 ? null : topic), (reply.Code, reply.Id, reply.Topic));
        Assert.Empty(_world.Router.Posted);
    }

    [Theory]
    [InlineData("get desc", "me"), InlineData("get sub", "me"), InlineData("get desc data", "usrAgAAAAAAAAA")]
    [InlineData("get desc", "sys")]
    [InlineData("get desc", "slf"), InlineData("set desc", "usrAgAAAAAAAAA"), InlineData("del topic", "usrAgAAAAAAAAA")]
    [InlineData("pub", "sys")]
    [InlineData("sub", "fnd"), InlineData("sub", "sys"), InlineData("get desc", "grpAQAAAAAAAAA")]
    public void What_needs_no_attachment_goes_to_the_topic(string kind, string topic)
    {
        var alice = _world.LoggedIn();
        alice.Say(Packet(kind, topic));
        Assert.Equal(topic, Assert.Single(_world.Router.Posted).Request.Address);
        Assert.Empty(alice.Transport.Read());
    }

    [Theory]
    [InlineData(NoteWhat.None, 0), InlineData(NoteWhat.KeyPress, 1), InlineData(NoteWhat.KeyPressAudio, 1), InlineData(NoteWhat.Read, 0)]
    [InlineData(NoteWhat.Recv, 0), InlineData(NoteWhat.Data, 0), InlineData(NoteWhat.Call, 0)]
    public void An_invalid_note_is_dropped(NoteWhat what, int seq)
    {
        var alice = _world.LoggedIn();
        _world.Attach(alice, World.Peers);
        alice.Say(new NotePacket { Topic = World.Bob.ToString(), What = what, Seq = seq });
        Assert.Empty(alice.Transport.Read());
        Assert.Empty(_world.Router.Posted);
    }

    [Theory]
    [InlineData("grpAQAAAAAAAAA", NoteWhat.Call, CallEvent.Ringing), InlineData("usrabc", NoteWhat.KeyPress, CallEvent.None)]
    [InlineData("", NoteWhat.KeyPress, CallEvent.None), InlineData("x", NoteWhat.Call, CallEvent.Ringing)]
    [InlineData("x", NoteWhat.Recv, CallEvent.None)]
    public void A_note_to_the_wrong_topic_is_dropped(string topic, NoteWhat what, CallEvent step)
    {
        var alice = _world.LoggedIn();
        alice.Say(new NotePacket { Topic = topic, What = what, Event = step, Seq = what == NoteWhat.KeyPress ? 0 : 5 });
        Assert.Empty(alice.Transport.Read());
        Assert.Empty(_world.Router.Posted);
    }

    [Theory]
    [InlineData(NoteWhat.Read, 5, CallEvent.None), InlineData(NoteWhat.KeyPress, 0, CallEvent.None)]
    [InlineData(NoteWhat.Call, 5, CallEvent.Offer)]
    public void A_note_of_an_unattached_session_is_answered_409_without_an_id(NoteWhat what, int seq, CallEvent step)
    {
        var reply = _world.LoggedIn().Ask(new NotePacket { Id = "1", Topic = World.Bob.ToString(), What = what, Seq = seq, Event = step });
        Assert.Equal((ReplyCodes.MustAttachFirst, (string?)null, World.Bob.ToString()), (reply.Code, reply.Id, reply.Topic));
    }

    [Theory]
    [InlineData(NoteWhat.Recv, CallEvent.None), InlineData(NoteWhat.Call, CallEvent.Ringing), InlineData(NoteWhat.Call, CallEvent.HangUp)]
    [InlineData(NoteWhat.Call, CallEvent.Accept)]
    public void Receipts_and_answers_to_calls_need_no_attachment(NoteWhat what, CallEvent step)
    {
        _world.LoggedIn().Say(new NotePacket { Topic = World.Bob.ToString(), What = what, Seq = 5, Event = step });
        Assert.Equal(World.Peers, Assert.Single(_world.Router.Posted).Topic);
    }
}
