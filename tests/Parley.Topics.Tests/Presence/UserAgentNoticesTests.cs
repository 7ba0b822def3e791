using Parley.Protocol.Packets.Server;
using Parley.Topics.Presence;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Presence;

public sealed class UserAgentNoticesTests
{
    [Theory]
    [InlineData("JPS", 1)]
    [InlineData("JS", 0)]
    public void Contacts_online_are_told_what_changes_unless_the_user_is_invisible(string mode, int told)
    {
        var plan = new TopicPlan();
        UserAgentNotices.TellOnlineContacts(
            Me(mode, new Contact(Bob.ToString(), IsEnabled: true, IsOnline: true)), plan, PresWhat.Updated, NoticeWhat.Updated);
        Assert.Equal(told, plan.Effects.Count);
    }
}
