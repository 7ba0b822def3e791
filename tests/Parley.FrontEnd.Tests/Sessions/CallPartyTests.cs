using Parley.FrontEnd.Tests.Fakes;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;

namespace Parley.FrontEnd.Tests.Sessions;

/// <summary>A session that answers a call from <c>me</c> is a party of it without being attached (part C, Q-X7).</summary>
public sealed class CallPartyTests : IDisposable
{
    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void The_conversation_is_told_when_a_session_ends_that_has_answered_from_me()
    {
        var alice = _world.LoggedIn();
        alice.Say(Answer());
        Assert.True(_world.Registry.TakesPartInCall(World.Peers));
        _world.Registry.End(alice.Session, null);
        Assert.Equal((World.Peers, alice.Session.Id), Assert.Single(_world.Router.Gone));
        Assert.False(_world.Registry.TakesPartInCall(World.Peers));
    }

    [Fact]
    public void It_is_told_once_if_the_session_has_attached_meanwhile()
    {
        var alice = _world.LoggedIn();
        alice.Say(Answer());
        _world.Attach(alice, World.Peers);
        _world.Registry.End(alice.Session, null);
        Assert.Single(_world.Router.Gone);
    }

    [Fact]
    public void Of_several_answers_of_one_session_the_last_counts()
    {
        var alice = _world.LoggedIn();
        var other = new Protocol.Names.UserId(3);
        alice.Say(Answer());
        alice.Say(Answer() with { Topic = other.ToString() });
        Assert.False(_world.Registry.TakesPartInCall(World.Peers));
        Assert.True(_world.Registry.TakesPartInCall(Protocol.Names.TopicName.P2P(World.Alice, other)));
    }

    private static NotePacket Answer() =>
        new() { Topic = World.Bob.ToString(), What = NoteWhat.Call, Event = CallEvent.Accept, Seq = 5 };
}
