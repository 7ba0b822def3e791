using Microsoft.Extensions.Time.Testing;
using Parley.FrontEnd.Sessions;
using Parley.FrontEnd.Tests.Fakes;
using Parley.FrontEnd.Transports.LongPoll;
using Parley.Protocol.Json;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;

namespace Parley.FrontEnd.Tests.Transports;

/// <summary>The link made of polls, without HTTP.</summary>
public sealed class LongPollTransportTests : IDisposable
{
    private readonly World _world = new(new SessionOptions { SendQueuePacketsMax = 4 });
    private readonly LongPollOptions _options = new() { PollsMax = 2, PostsMax = 2 };
    private readonly LongPollTransport _link;
    private readonly Session _session;
    private int _gone;

    public LongPollTransportTests()
    {
        _link = new LongPollTransport(new JsonPacketCodec(), _options, _world.Time)
        {
            Sid = LongPollSid.Make(),
            OnGone = link =>
            {
                _gone++;
                _world.Registry.End(link.Session, null);
            },
        };
        _session = _world.Registry.Begin(_link, _world.Clock.Now);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    private FakeTimeProvider Time => _world.Time;

    // Written as the thread pool would, but at once.
    private void Send(int seq)
    {
        if (_session.Outbox.Enqueue(System.Text.Encoding.UTF8.GetBytes($"{seq}")) == OutboxResult.QueuedFirst)
            _link.Execute();
    }

    private static string TextOf(PolledMessage? message) => System.Text.Encoding.UTF8.GetString(Assert.IsType<PolledMessage>(message).Bytes);

    private async Task<string> PollAsync() => TextOf(await _link.PollAsync(Token));

    [Fact]
    public async Task Each_poll_takes_one_packet_in_order()
    {
        Send(1);
        Send(2);
        Assert.Equal("1", await PollAsync());
        Assert.Equal("2", await PollAsync());
        Send(3);
        Assert.Equal("3", await PollAsync());
    }

    [Fact]
    public async Task A_poll_that_waits_gets_what_comes()
    {
        var poll = _link.PollAsync(Token);
        Assert.False(poll.IsCompleted);
        Send(1);
        Assert.Equal("1", TextOf(await poll));
    }

    [Fact]
    public async Task Two_polls_at_once_get_different_packets()
    {
        var (first, second) = (_link.PollAsync(Token), _link.PollAsync(Token));
        Send(1);
        Send(2);
        Assert.Equal(("1", "2"), (TextOf(await first), TextOf(await second)));
    }

    [Fact]
    public async Task One_poll_too_many_answers_the_oldest_empty()
    {
        Task<PolledMessage?>[] polls = [_link.PollAsync(Token), _link.PollAsync(Token), _link.PollAsync(Token)];
        Assert.Null(await polls[0]);
        Send(1);
        Assert.Equal("1", TextOf(await polls[1]));
        Assert.False(polls[2].IsCompleted);
    }

    [Fact]
    public async Task A_poll_is_answered_empty_in_time()
    {
        var poll = _link.PollAsync(Token);
        Time.Advance(_options.PollTimeMax - TimeSpan.FromMilliseconds(1));
        Assert.False(poll.IsCompleted);
        Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await poll);
        Send(1);
        Assert.Equal("1", await PollAsync());
    }

    [Fact]
    public async Task A_poll_that_breaks_off_takes_nothing_with_it()
    {
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var poll = _link.PollAsync(broken.Token);
        await broken.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => poll);
        Send(1);
        Assert.Equal("1", await PollAsync());
    }

    [Fact]
    public async Task What_could_not_be_written_comes_first_and_in_order()
    {
        Send(1);
        Send(2);
        Send(3);
        var (first, second) = (await _link.PollAsync(Token), await _link.PollAsync(Token));
        _link.GiveBack(second!);
        _link.GiveBack(first!);
        Assert.Equal(["1", "2", "3"], [await PollAsync(), await PollAsync(), await PollAsync()]);
    }

    [Fact]
    public async Task What_is_given_back_goes_to_a_poll_that_waits()
    {
        Send(1);
        var message = await _link.PollAsync(Token);
        var waiting = _link.PollAsync(Token);
        _link.GiveBack(message!);
        Assert.Equal("1", TextOf(await waiting));
    }

    [Fact]
    public async Task Who_does_not_poll_is_cut_off_when_the_outbox_is_full()
    {
        var packet = new CtrlPacket { Code = ReplyCodes.Ok };
        for (var i = 0; i < 6; i++)
            _session.Send(packet);
        for (var i = 0; !_session.IsEnded && i < 10_000; i++)
            await Task.Delay(1, Token);
        Assert.True(_link.IsOver);
        Assert.Null(await _link.PollAsync(Token));
    }

    [Fact]
    public void A_session_without_requests_is_over_after_70_seconds()
    {
        Time.Advance(TimeSpan.FromSeconds(60));
        _link.Touch();
        Time.Advance(TimeSpan.FromSeconds(69));
        Assert.False(_session.IsEnded);
        Time.Advance(TimeSpan.FromSeconds(4));
        Assert.True(_session.IsEnded);
        Assert.Equal((1, 0), (_gone, _world.Registry.Count));
    }

    [Fact]
    public async Task A_poll_that_waits_keeps_the_session_alive()
    {
        for (var i = 0; i < 4; i++)
        {
            var poll = _link.PollAsync(Token);
            Time.Advance(TimeSpan.FromSeconds(49.5));
            Assert.Null(await poll);
            Time.Advance(TimeSpan.FromSeconds(20));
        }
        Assert.False(_session.IsEnded);
    }

    [Fact]
    public async Task A_session_that_the_server_ends_may_be_polled_to_its_last_word()
    {
        Send(1);
        _world.Registry.End(_session, new CtrlPacket { Code = ReplyCodes.Evicted });
        Assert.False(_link.IsOver);
        Assert.Equal("1", await PollAsync());
        Assert.Contains("evicted", await PollAsync(), StringComparison.Ordinal);
        Assert.True(_link.IsOver);
    }

    [Fact]
    public async Task The_last_word_is_not_kept_for_ever()
    {
        _world.Registry.End(_session, new CtrlPacket { Code = ReplyCodes.Evicted });
        Time.Advance(_options.LingerTime);
        Assert.True(_link.IsOver);
        Assert.Null(await _link.PollAsync(Token));
        Assert.Equal(1, _gone);
    }

    [Fact]
    public async Task Polls_that_wait_when_the_session_ends_are_answered()
    {
        var (first, second) = (_link.PollAsync(Token), _link.PollAsync(Token));
        _world.Registry.End(_session, new CtrlPacket { Code = ReplyCodes.Evicted });
        Assert.Contains("evicted", TextOf(await first), StringComparison.Ordinal);
        Assert.Null(await second);
    }

    [Fact]
    public async Task Packets_of_the_client_take_turns_and_only_so_many_wait()
    {
        var first = await _link.EnterAsync(Token);
        var second = _link.EnterAsync(Token);
        Assert.False(second.IsCompleted);
        Assert.Null(await _link.EnterAsync(Token));
        first!.Dispose();
        (await second)!.Dispose();
        Assert.NotNull(await _link.EnterAsync(Token));
    }

    [Fact]
    public async Task A_packet_that_breaks_off_while_it_waits_frees_its_place()
    {
        using var first = await _link.EnterAsync(Token);
        using var broken = new CancellationTokenSource();
        var second = _link.EnterAsync(broken.Token);
        await broken.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.False(_link.EnterAsync(Token).IsCompleted);
    }

    [Fact]
    public void Sids_have_the_form_of_ids_and_no_two_are_equal()
    {
        var (one, other) = (LongPollSid.Make(), LongPollSid.Make());
        Assert.NotEqual(one, other);
        Assert.Equal(LongPollSid.Length, one.Length);
    }
}
