using System.Collections.Concurrent;
using Parley.Cluster.Contracts;
using Parley.Cluster.Tests.Support;
using Parley.Protocol.Names;
using Parley.Topics.Presence;

namespace Parley.Cluster.Tests.Lanes;

public sealed class TopicLanesTests
{
    [Fact]
    public async Task Coming_online_with_a_thousand_contacts_is_one_call_to_each_process()
    {
        using var world = new LaneWorld();
        world.FrontEnds.Update([FakePeers.There, FakePeers.Elsewhere], []);
        var calls = new ConcurrentQueue<NoticeBatch>();
        world.Peers.Notify = batch =>
        {
            calls.Enqueue(batch);
            return Task.CompletedTask;
        };
        var contacts = Enumerable.Range(1, 1000).Select(i => TopicName.Me(new UserId((ulong)i))).ToArray();
        var here = world.Open(contacts[0]);
        var me = TopicName.Me(new UserId(5000));
        world.Notices.Tell(contacts, new TopicNotice(me, me.Value, NoticeWhat.On, WantsReply: true));

        await Eventually.BecomesTrueAsync(() => calls.Count == 2);
        await here.WhenHandledAsync();
        Assert.Equal(2, calls.Count);
        Assert.All(calls, batch => Assert.Equal(contacts[1..].Select(c => c.Value), Assert.Single(batch.Notices).Targets));
        Assert.Equal(me.Value, Assert.IsType<Parley.Topics.TopicInput.Notice>(Assert.Single(world.Topics.Handled).Input).Told.Source);
    }
}
