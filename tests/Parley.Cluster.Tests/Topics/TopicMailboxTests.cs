using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using Parley.Cluster.Tests.Support;
using Parley.Cluster.Topics;
using Parley.FrontEnd.Topics;
using Parley.Protocol.Names;
using Parley.Protocol.Routing;
using Parley.Topics;
using Parley.Topics.Effects;
using Parley.Topics.Presence;

namespace Parley.Cluster.Tests.Topics;

public sealed class TopicMailboxTests
{
    private static readonly TopicName Topic = TopicName.Group(new UserId(1));

    [Fact]
    public async Task Inputs_of_each_session_are_handled_in_their_order()
    {
        using var world = new LaneWorld(o => o.MailboxInputsMax = int.MaxValue);
        world.Open(Topic);
        var sessions = Enumerable.Range(0, 4).Select(_ => world.FrontEnd.NewSession()).ToArray();
        Parallel.ForEach(sessions, session =>
        {
            for (var n = 1; n <= 5_000; n++)
                Assert.Equal(RouteOutcome.Accepted, world.Router.Post(Topic, world.FrontEnd.Pub(Topic, session, n)));
        });
        await Eventually.BecomesTrueAsync(() => world.Topics.Handled.Count == 20_000);
        foreach (var session in sessions)
        {
            var handled = world.Topics.Handled.Select(h => ((TopicInput.Request)h.Input).Asked).Where(r => r.Session == session);
            Assert.Equal(Enumerable.Range(1, 5_000).Select(n => $"{n}"), handled.Select(r => r.Packet.Id));
        }
    }

    [Fact]
    public async Task A_full_mailbox_refuses_requests_but_not_what_frees_memory()
    {
        using var world = new LaneWorld(o => o.MailboxInputsMax = 2);
        var (mailbox, session) = (world.Open(Topic), world.FrontEnd.NewSession());
        using var gate = await BlockAsync(world, mailbox);
        Assert.Equal(PostOutcome.Accepted, Post());
        Assert.Equal(PostOutcome.Accepted, Post());
        Assert.Equal(PostOutcome.Full, Post());
        Assert.Equal(RouteOutcome.Overloaded, world.Router.Post(Topic, world.FrontEnd.Pub(Topic, session, 1)));
        Assert.Equal(PostOutcome.Full, mailbox.Post(new TopicInput.Notice(new TopicNotice(Topic, "", NoticeWhat.On), default)));
        Assert.Equal(PostOutcome.Accepted, mailbox.Post(new TopicInput.SessionGone(session, default)));
        Assert.Equal(PostOutcome.Accepted, mailbox.Post(new TopicInput.AccountSuspended(true, default)));

        PostOutcome Post() => mailbox.Post(new TopicInput.Request(world.FrontEnd.Pub(Topic, session, 1)));
    }

    [Fact]
    public async Task A_batch_that_comes_twice_is_taken_once()
    {
        using var world = new LaneWorld(o => o.MailboxInputsMax = 2);
        var mailbox = world.Open(Topic);
        var far = new FakeFrontEnd();
        var session = far.NewSession();
        using var gate = await BlockAsync(world, mailbox);
        TopicInput[] inputs = [.. Enumerable.Range(1, 3).Select(n => new TopicInput.Request(far.Pub(Topic, session, n)))];
        mailbox.PostBatch(far.Id, 5, inputs, out var first);
        mailbox.PostBatch(far.Id, 5, inputs, out var second);
        Assert.Equal((2, 2), (first, second));
        gate.Dispose();
        await Eventually.BecomesTrueAsync(() => world.Topics.Handled.Count == 3);
    }

    [Fact]
    public async Task Posts_while_a_topic_closes_are_neither_lost_nor_reordered()
    {
        using var world = new LaneWorld();
        world.Topics.ClosesWhenEmpty = true;
        // Loading the topic again is what a grain would do.
        world.Locate = topic => Task.FromResult(new Parley.Cluster.Contracts.TopicHome(
            world.SiloAddress, (world.Local.TryGet(topic, out var mailbox) ? mailbox : world.Open(topic)).Activation));
        world.Topics.Commit = async () => await Task.Yield();
        var sessions = Enumerable.Range(0, 4).Select(_ => world.FrontEnd.NewSession()).ToArray();
        const int RoundsMin = 300;
        const int RoundsMax = 10_000;
        var rounds = new ConcurrentDictionary<SessionId, int>();
        await Parallel.ForEachAsync(sessions, async (session, _) =>
        {
            // How often the topic closes is up to the machine: at least now and then.
            for (var round = 0; round < RoundsMin || (world.Topics.Lives.Count <= 10 && round < RoundsMax); round++)
            {
                rounds[session] = round + 1;
                // The topic closes a moment after the last session has left: then the others race with it.
                Post(world.FrontEnd.Sub(Topic, session));
                Post(world.FrontEnd.Pub(Topic, session, round));
                Post(world.FrontEnd.Leave(Topic, session));
                await Eventually.BecomesTrueAsync(() => world.FrontEnd.Replies(Topic, session).Count == (round + 1) * 3);
                if (round % 3 == 0)
                    await Task.Delay(Random.Shared.Next(4), CancellationToken.None);
            }

            void Post(TopicRequest request) => Assert.Equal(RouteOutcome.Accepted, world.Router.Post(Topic, request));
        });
        foreach (var session in sessions)
        {
            var expected = Enumerable.Range(0, rounds[session]).SelectMany(round => new[] { "sub", $"{round}", "leave" });
            Assert.Equal(expected, world.FrontEnd.Replies(Topic, session));
        }
        Assert.Empty(world.FrontEnd.Faults);
        Assert.True(world.Topics.Lives.Count > 10, $"only {world.Topics.Lives.Count} lives");
    }

    [Fact]
    public async Task A_topic_that_has_closed_is_not_here_any_more()
    {
        using var world = new LaneWorld();
        var mailbox = world.Open(Topic);
        mailbox.AskClose();
        await Eventually.BecomesTrueAsync(() => !world.Local.TryGet(Topic, out _));
        Assert.Equal(PostOutcome.Closed, mailbox.Post(new TopicInput.SessionGone(default, default)));
        await mailbox.EndAsync();
        await mailbox.WhenHandledAsync().WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_the_operator_orders_while_a_topic_closes_is_carried_out()
    {
        using var world = new LaneWorld();
        var stored = new TaskCompletionSource();
        world.Topics.Commit = () => stored.Task;
        var (mailbox, session) = (world.Open(Topic), world.FrontEnd.NewSession());
        mailbox.Post(new TopicInput.Request(world.FrontEnd.Sub(Topic, session)));
        await mailbox.WhenHandledAsync();
        mailbox.AskClose();
        Assert.Equal(PostOutcome.Accepted, mailbox.Post(new TopicInput.Removal(Hard: true, default)));
        var handled = mailbox.WhenHandledAsync();
        stored.SetResult();
        await handled;
        Assert.Contains(world.Topics.Handled, h => h.Input is TopicInput.Removal);
    }

    [Fact]
    public async Task A_session_that_an_earlier_life_has_left_hears_nothing_before_it_is_taken_back_and_then_all_of_it()
    {
        using var world = new LaneWorld();
        var left = world.FrontEnd.NewSession();
        world.FrontEnd.Receive(Topic, [new Delivery.Attach(left, FakeFrontEnd.UserOf(left), default, false, 0)]);
        var mailbox = world.Open(Topic);
        var far = new FakeFrontEnd();
        var writer = far.NewSession();
        mailbox.Post(new TopicInput.Request(far.Sub(Topic, writer)));
        mailbox.Post(new TopicInput.Request(far.Pub(Topic, writer, 1)));
        mailbox.Post(new TopicInput.Request(far.Pub(Topic, writer, 2)));
        await mailbox.WhenHandledAsync();
        Assert.Empty(world.FrontEnd.Data(Topic, left));

        mailbox.Post(new TopicInput.Request(world.FrontEnd.Sub(Topic, left, resumes: 0)));
        mailbox.Post(new TopicInput.Request(far.Pub(Topic, writer, 3)));
        await mailbox.WhenHandledAsync();
        Assert.Equal([1, 2, 3], world.FrontEnd.Data(Topic, left));
    }

    [Fact]
    public async Task The_end_waits_for_what_is_posted_and_for_its_effects()
    {
        using var world = new LaneWorld();
        world.Topics.Commit = () => Task.Delay(1);
        var (mailbox, session) = (world.Open(Topic), world.FrontEnd.NewSession());
        mailbox.Post(new TopicInput.Request(world.FrontEnd.Sub(Topic, session)));
        for (var n = 1; n <= 20; n++)
            mailbox.Post(new TopicInput.Request(world.FrontEnd.Pub(Topic, session, n)));
        await mailbox.EndAsync().WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        Assert.Equal(20, world.FrontEnd.Data(Topic, session).Count);
        Assert.Equal(PostOutcome.Closed, mailbox.Post(new TopicInput.SessionGone(session, default)));
    }

    [Fact]
    public async Task A_timer_fires_once_and_not_if_it_was_cancelled()
    {
        var time = new FakeTimeProvider();
        using var world = new LaneWorld(time: time);
        var mailbox = world.Open(Topic);
        mailbox.Timers.Arm(TimerKey.Idle, TimeSpan.FromSeconds(4));
        mailbox.Timers.Arm(TimerKey.Call, TimeSpan.FromSeconds(4));
        mailbox.Timers.Cancel(TimerKey.Call);
        time.Advance(TimeSpan.FromSeconds(3));
        mailbox.Timers.Arm(TimerKey.Idle, TimeSpan.FromSeconds(4));
        time.Advance(TimeSpan.FromSeconds(3));
        await mailbox.WhenHandledAsync();
        Assert.Empty(world.Topics.Handled);
        time.Advance(TimeSpan.FromSeconds(10));
        await mailbox.WhenHandledAsync();
        var fired = Assert.IsType<TopicInput.Timer>(Assert.Single(world.Topics.Handled).Input);
        Assert.Equal(TimerKey.Idle, fired.Key);
    }

    [Fact]
    public async Task A_timer_cancelled_while_it_waits_its_turn_is_not_handled()
    {
        var time = new FakeTimeProvider();
        using var world = new LaneWorld(time: time);
        var mailbox = world.Open(Topic);
        mailbox.Timers.Arm(TimerKey.Idle, TimeSpan.FromSeconds(4));
        using (await BlockAsync(world, mailbox))
        {
            time.Advance(TimeSpan.FromSeconds(4));
            mailbox.Timers.Cancel(TimerKey.Idle);
        }
        await mailbox.WhenHandledAsync();
        Assert.DoesNotContain(world.Topics.Handled, h => h.Input is TopicInput.Timer);
    }

    [Fact]
    public async Task A_publish_waits_while_the_queues_of_readers_are_over_half_full()
    {
        var time = new WatchedTime();
        using var world = new LaneWorld(time: time);
        var (mailbox, session) = (world.Open(Topic), world.FrontEnd.NewSession());
        world.FrontEnd.Fullness = 1;
        mailbox.Post(new TopicInput.Request(world.FrontEnd.Sub(Topic, session)));
        await mailbox.WhenHandledAsync();
        var timers = time.Timers;
        mailbox.Post(new TopicInput.Request(world.FrontEnd.Pub(Topic, session, 1)));
        var handled = mailbox.WhenHandledAsync();
        await Eventually.BecomesTrueAsync(() => time.Timers == timers + 1);
        // The wait is over after the longest delay and not before.
        time.Advance(TimeSpan.FromMilliseconds(49));
        Assert.Empty(world.FrontEnd.Data(Topic, session));
        time.Advance(TimeSpan.FromMilliseconds(1));
        await handled;
        Assert.Single(world.FrontEnd.Data(Topic, session));
    }

    // The pump stands still at a front end that does not return, until the result is disposed.
    private static async Task<IDisposable> BlockAsync(LaneWorld world, TopicMailbox mailbox)
    {
        var gate = new Gate();
        var entered = new TaskCompletionSource();
        world.Topics.Commit = () =>
        {
            entered.TrySetResult();
            gate.Wait();
            return Task.CompletedTask;
        };
        mailbox.Post(new TopicInput.Request(world.FrontEnd.Sub(Topic, world.FrontEnd.NewSession())));
        await entered.Task;
        return gate;
    }

    private sealed class WatchedTime() : FakeTimeProvider(DateTimeOffset.UtcNow)
    {
        private int _timers;

        /// <summary>Timers that were started, so far.</summary>
        public int Timers => Volatile.Read(ref _timers);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Interlocked.Increment(ref _timers);
            return timer;
        }
    }

    private sealed class Gate : IDisposable
    {
        private readonly ManualResetEventSlim _open = new();

        public void Wait() => _open.Wait(TimeSpan.FromMinutes(2));

        public void Dispose() => _open.Set();
    }
}
