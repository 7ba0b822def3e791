using Parley.FrontEnd.Tests.Fakes;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Replies;

namespace Parley.FrontEnd.Tests.Sessions;

/// <summary>The table of part A 2.2.</summary>
public sealed class OnBehalfOfTests : IDisposable
{
    private static readonly UserId Root = new(99);

    private readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("usrAgAAAAAAAAA", null), InlineData("nonsense", null), InlineData(null, "auth"), InlineData("usrAQAAAAAAAAA", "root")]
    public void Only_root_acts_for_others(string? user, string? level)
    {
        var reply = _world.LoggedIn().Ask(Get(user, level));
        Assert.Equal((ReplyCodes.PermissionDenied, (string?)null, (string?)null), (reply.Code, reply.Id, reply.Topic));
    }

    [Theory]
    [InlineData("nonsense", null), InlineData(null, "auth"), InlineData("", "root"), InlineData("usrAAAAAAAAAAA", "auth")]
    public void Root_must_name_a_user(string? user, string? level)
    {
        var reply = _world.LoggedIn(Root, AuthLevel.Root).Ask(Get(user, level));
        Assert.Equal((ReplyCodes.Malformed, (string?)null, (string?)null), (reply.Code, reply.Id, reply.Topic));
    }

    [Theory]
    [InlineData(null, AuthLevel.Authenticated), InlineData("nonsense", AuthLevel.Authenticated), InlineData("anon", AuthLevel.Anonymous)]
    [InlineData("auth", AuthLevel.Authenticated), InlineData("ROOT", AuthLevel.Root)]
    public void Root_acts_at_the_level_it_names(string? level, AuthLevel expected)
    {
        _world.LoggedIn(Root, AuthLevel.Root).Say(Get("usrAgAAAAAAAAA", level));
        var (topic, request) = Assert.Single(_world.Router.Posted);
        Assert.Equal(TopicName.Me(World.Bob), topic);
        Assert.Equal((World.Bob, expected, Root, AuthLevel.Root), (request.Who.User, request.Who.Level, request.Who.SessionUser,
            request.Who.SessionLevel));
    }

    [Theory]
    [InlineData(null), InlineData("nonsense")]
    public void Without_a_user_and_a_known_level_one_acts_for_oneself(string? level)
    {
        var alice = _world.LoggedIn();
        alice.Say(Get(null, level));
        Assert.Same(alice.Session.Requester, Assert.Single(_world.Router.Posted).Request.Who);
    }

    private static GetPacket Get(string? user, string? level) =>
        new() { Id = "1", Topic = "me", Query = new GetQuery { What = "desc" }, Extra = new ExtraPart(null, user, level) };
}
