using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using Parley.Cluster.Contracts;
using Parley.Cluster.Tests.Support;
using Parley.FrontEnd.Topics;
using Parley.Protocol.Names;
using Parley.Protocol.Routing;

namespace Parley.Cluster.Tests.Lanes;

public sealed class RequestLaneTests
{
    private static readonly TopicName Topic = TopicName.Group(new UserId(1));

    [Fact]
    public async Task A_batch_without_an_answer_is_repeated_under_its_number()
    {
        using var world = new LaneWorld(o => o.CallTimeout = TimeSpan.FromMilliseconds(50));
        List<RequestBatch> batches = [];
        world.Peers.Post = batch =>
        {
            batches.Add(batch);
            return batches.Count == 1 ? new TaskCompletionSource<RequestAck>().Task : Task.FromResult(new RequestAck { Taken = batch.Inputs.Length });
        };
        var session = world.FrontEnd.NewSession();
        world.Router.Post(Topic, world.FrontEnd.Pub(Topic, session, 1));
        await Eventually.BecomesTrueAsync(() => batches.Count == 2);
        world.Router.Post(Topic, world.FrontEnd.Pub(Topic, session, 2));
        await Eventually.BecomesTrueAsync(() => batches.Count == 3);

        Assert.Equal(batches[0].Sequence, batches[1].Sequence);
        Assert.True(batches[2].Sequence > batches[1].Sequence);
        Assert.Equal(["1", "2"], batches.Skip(1).SelectMany(Ids));
    }

    [Fact]
    public async Task What_a_full_mailbox_has_not_taken_is_sent_again_first()
    {
        using var world = new LaneWorld();
        List<string> taken = [];
        var gate = new TaskCompletionSource<TopicHome>();
        world.Locate = _ => gate.Task;
        world.Peers.Post = batch =>
        {
            var count = Math.Min(2, batch.Inputs.Length);
            taken.AddRange(Ids(batch).Take(count));
            return Task.FromResult(new RequestAck { Taken = count });
        };
        var session = world.FrontEnd.NewSession();
        for (var n = 1; n <= 7; n++)
            world.Router.Post(Topic, world.FrontEnd.Pub(Topic, session, n));
        gate.SetResult(new TopicHome(FakePeers.There, 1));

        await Eventually.BecomesTrueAsync(() => taken.Count == 7);
        Assert.Equal(Enumerable.Range(1, 7).Select(n => $"{n}"), taken);
    }

    [Fact]
    public void A_full_lane_is_overloaded()
    {
        using var world = new LaneWorld(o => o.RequestLaneInputsMax = 3);
        world.Locate = _ => new TaskCompletionSource<TopicHome>().Task;
        var session = world.FrontEnd.NewSession();
        var outcomes = Enumerable.Range(1, 4).Select(n => world.Router.Post(Topic, world.FrontEnd.Pub(Topic, session, n)));
        Assert.Equal([RouteOutcome.Accepted, RouteOutcome.Accepted, RouteOutcome.Accepted, RouteOutcome.Overloaded], outcomes);
    }

    [Fact]
    public async Task In_a_new_life_of_a_topic_sessions_are_attached_before_anything_else()
    {
        using var world = new LaneWorld();
        List<RequestBatch> taken = [];
        var home = new TopicHome(FakePeers.There, 1);
        world.Locate = _ => Task.FromResult(home);
        world.Peers.Post = batch =>
        {
            if (batch.Activation != home.Activation)
                return Task.FromResult(new RequestAck { IsElsewhere = true });
            taken.Add(batch);
            return Task.FromResult(new RequestAck { Taken = batch.Inputs.Length });
        };
        var session = world.FrontEnd.NewSession();
        world.Router.Post(Topic, world.FrontEnd.Sub(Topic, session));
        await Eventually.BecomesTrueAsync(() => taken.Count == 1);
        world.FrontEnd.Receive(Topic, [new Delivery.Attach(session, FakeFrontEnd.UserOf(session), default, false, 0)]);

        home = new TopicHome(FakePeers.Elsewhere, 2);
        world.Router.Post(Topic, world.FrontEnd.Pub(Topic, session, 1));

        await Eventually.BecomesTrueAsync(() => taken.Skip(1).SelectMany(Ids).Count() == 2);
        var inputs = taken.Skip(1).SelectMany(b => b.Inputs).Cast<WireInput.Request>().ToArray();
        Assert.NotNull(inputs[0].Resumes);
        Assert.Equal(["sub", "1"], taken.Skip(1).SelectMany(Ids));
    }

    [Fact]
    public async Task A_request_whose_session_was_told_503_is_not_carried_out_later()
    {
        using var world = new LaneWorld(o => o.RequestDeadline = TimeSpan.FromMilliseconds(100));
        var gate = new TaskCompletionSource<TopicHome>();
        var located = 0;
        world.Locate = _ =>
        {
            located++;
            return gate.Task;
        };
        List<string> taken = [];
        world.Peers.Post = batch =>
        {
            taken.AddRange(Ids(batch));
            return Task.FromResult(new RequestAck { Taken = batch.Inputs.Length });
        };
        var session = world.FrontEnd.NewSession();
        var old = world.FrontEnd.Pub(Topic, session, 1);
        world.Router.Post(Topic, old with { ReceivedAt = DateTime.UtcNow.AddSeconds(-5) });
        world.Router.Post(Topic, world.FrontEnd.Pub(Topic, session, 2) with { ReceivedAt = DateTime.UtcNow.AddMinutes(1) });
        gate.SetResult(new TopicHome(FakePeers.There, 1));
        await Eventually.BecomesTrueAsync(() => taken.Count > 0);
        Assert.Equal(["2"], taken);
    }

    [Fact]
    public async Task What_a_process_has_taken_that_is_lost_since_is_not_sent_to_the_next_one()
    {
        using var world = new LaneWorld();
        var home = new TopicHome(FakePeers.There, 1);
        world.Locate = _ => Task.FromResult(home);
        var taken = new ConcurrentQueue<string>();
        world.Peers.Post = batch =>
        {
            foreach (var id in Ids(batch))
                taken.Enqueue(id);
            if (home.Silo.Equals(FakePeers.There))
            {
                home = new TopicHome(FakePeers.Elsewhere, 2);
                world.Requests.SiloLost(FakePeers.There);
            }
            return Task.FromResult(new RequestAck { Taken = batch.Inputs.Length });
        };
        var session = world.FrontEnd.NewSession();
        world.Router.Post(Topic, world.FrontEnd.Pub(Topic, session, 1));
        await Eventually.BecomesTrueAsync(() => taken.Contains("1"));
        world.Router.Post(Topic, world.FrontEnd.Pub(Topic, session, 2));
        await Eventually.BecomesTrueAsync(() => taken.Contains("2"));
        Assert.Equal(["1", "2"], taken);
    }

    [Fact]
    public async Task The_end_of_a_session_does_not_load_a_topic()
    {
        using var world = new LaneWorld();
        var located = 0;
        world.Locate = _ =>
        {
            located++;
            return Task.FromResult(new TopicHome(FakePeers.There, 1));
        };
        world.Router.SessionGone(Topic, world.FrontEnd.NewSession());
        world.Router.BecameForeground(Topic, world.FrontEnd.NewSession());
        var lane = world.Requests.Open(Topic);
        lane.TryPost(new Parley.Topics.TopicInput.SessionGone(world.FrontEnd.NewSession(), DateTime.UtcNow), out _);
        await Eventually.BecomesTrueAsync(() => !world.Requests.TryGet(Topic, out _));
        Assert.Equal(0, located);
    }

    [Fact]
    public async Task A_topic_elsewhere_is_forgotten_when_nobody_here_is_attached_any_more()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var world = new LaneWorld(time: time);
        var posted = 0;
        world.Peers.Post = batch =>
        {
            Interlocked.Increment(ref posted);
            return Task.FromResult(new RequestAck { Taken = batch.Inputs.Length });
        };
        var session = world.FrontEnd.NewSession();
        var delivered = new Delivery.Attach(session, FakeFrontEnd.UserOf(session), default, false, 0);
        world.FrontEnd.Receive(Topic, [delivered]);
        world.Router.Post(Topic, world.FrontEnd.Sub(Topic, session));
        await Eventually.BecomesTrueAsync(() => Volatile.Read(ref posted) == 1);
        for (var sweep = 0; sweep < 5; sweep++)
            Assert.False(IsForgottenAfterSweep());
        world.FrontEnd.Receive(Topic, [new Delivery.Detach(session)]);
        // One at rest is looked at twice.
        await Eventually.BecomesTrueAsync(IsForgottenAfterSweep);

        bool IsForgottenAfterSweep()
        {
            time.Advance(world.Options.SweepInterval);
            return !world.Requests.TryGet(Topic, out _);
        }
    }

    private static IEnumerable<string> Ids(RequestBatch batch) => batch.Inputs.OfType<WireInput.Request>()
        .Select(r => new TestCodec().DecodeClient(r.Packet)!.Id!);
}
