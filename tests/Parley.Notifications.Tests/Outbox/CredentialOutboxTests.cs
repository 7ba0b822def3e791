using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Parley.Accounts.Credentials;
using Parley.Notifications.Outbox;
using Parley.Notifications.Tests.Fakes;
using Parley.Protocol.Names;

namespace Parley.Notifications.Tests.Outbox;

public sealed class CredentialOutboxTests : ICarrier, ILogger<CredentialOutbox>, IAsyncDisposable
{
    private readonly NotedTime _time = new();
    private readonly ConcurrentQueue<string> _log = [];
    private readonly ConcurrentQueue<object> _delivered = [];
    private readonly SemaphoreSlim _tried = new(0);
    private Func<Task> _onTry = () => Task.CompletedTask;
    private CredentialOutbox? _outbox;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    string ICarrier.Method => "email";

    public async ValueTask DisposeAsync()
    {
        if (_outbox is not null)
            await _outbox.StopAsync(Ct);
        _outbox?.Dispose();
        _tried.Dispose();
    }

    [Fact]
    public async Task A_message_is_delivered_and_who_sends_does_not_wait()
    {
        var gate = new TaskCompletionSource();
        _onTry = () => gate.Task;
        var outbox = await StartAsync(new OutboxOptions());
        // Would never come back if it waited for the delivery.
        await outbox.SendAsync(Messages.Confirmation(), Ct);
        await outbox.SendAsync(Messages.Reset(), Ct);
        Assert.Empty(_delivered);
        gate.SetResult();
        await TriedAsync(2);
        Assert.Equal(2, _delivered.Count);
    }

    [Fact]
    public async Task What_may_be_repeated_is_tried_again_later_and_given_up_in_the_end()
    {
        _onTry = () => throw new DeliveryFailedException("no connection") { MayBeRepeated = true };
        var outbox = await StartAsync(new OutboxOptions { SendersMax = 1, RetryDelay = TimeSpan.FromSeconds(5) });
        await outbox.SendAsync(Messages.Confirmation(), Ct);
        await TriedAsync(1);
        await AdvanceUntilTriedAsync(TimeSpan.FromSeconds(5));
        await AdvanceUntilTriedAsync(TimeSpan.FromSeconds(10));
        await LoggedAsync("could not be delivered: no connection");
        var tryTimeout = new OutboxOptions().TryTimeout;
        Assert.Equal([TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10)], _time.Waits.Where(wait => wait != tryTimeout));
    }

    [Fact]
    public async Task What_is_refused_for_good_is_not_repeated()
    {
        _onTry = () => throw new DeliveryFailedException("no such mailbox");
        var outbox = await StartAsync(new OutboxOptions());
        await outbox.SendAsync(Messages.Confirmation(), Ct);
        await LoggedAsync("could not be delivered: no such mailbox");
        Assert.Equal(1, _tried.CurrentCount);
    }

    [Fact]
    public async Task Neither_address_nor_code_nor_what_went_wrong_inside_is_logged()
    {
        _onTry = () => throw new InvalidOperationException("alice@example.com 012345");
        var outbox = await StartAsync(new OutboxOptions());
        await outbox.SendAsync(Messages.Confirmation(), Ct);
        await outbox.SendAsync(Messages.Confirmation(method: "tel", value: "+17025551234"), Ct);
        await LoggedAsync("InvalidOperationException");
        Assert.All(_log, line => Assert.DoesNotMatch("alice|012345|7025551234|543210", line));
    }

    [Fact]
    public async Task A_full_queue_drops_and_says_so()
    {
        var outbox = new CredentialOutbox([this], new OutboxOptions { QueueMessagesMax = 1 }, _time, this);
        _outbox = outbox;
        await outbox.SendAsync(Messages.Confirmation(), Ct);
        await outbox.SendAsync(Messages.Confirmation(value: "bob@example.com"), Ct);
        Assert.Contains(_log, line => line.Contains("Too many messages wait", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_receiver_gets_so_many_an_hour()
    {
        var outbox = await StartAsync(new OutboxOptions { MessagesPerReceiverPerHourMax = 2 });
        for (var i = 0; i < 4; i++)
            await outbox.SendAsync(Messages.Confirmation(), Ct);
        await outbox.SendAsync(Messages.Confirmation(value: "bob@example.com"), Ct);
        await TriedAsync(3);
        Assert.Equal(3, _delivered.Count);
        _time.Advance(TimeSpan.FromHours(1));
        await outbox.SendAsync(Messages.Confirmation(), Ct);
        await TriedAsync(1);
        Assert.Equal(4, _delivered.Count);
    }

    [Fact]
    public async Task One_user_makes_the_server_write_so_often_an_hour_to_whomever()
    {
        var outbox = await StartAsync(new OutboxOptions { MessagesPerUserPerHourMax = 2 });
        for (var i = 0; i < 4; i++)
            await outbox.SendAsync(Messages.Confirmation(value: $"victim{i}@example.com"), Ct);
        await outbox.SendAsync(Messages.Confirmation(value: "bob@example.com") with { User = new UserId(8) }, Ct);
        await TriedAsync(3);
        Assert.Equal(3, _delivered.Count);
        Assert.Equal(2, _log.Count(line => line.Contains("too many messages in the last hour", StringComparison.Ordinal)));
        _time.Advance(TimeSpan.FromHours(1));
        await outbox.SendAsync(Messages.Confirmation(value: "victim9@example.com"), Ct);
        await TriedAsync(1);
        Assert.Equal(4, _delivered.Count);
    }

    Task ICarrier.DeliverAsync(ConfirmationMessage message, CancellationToken cancellationToken) => TryAsync(message);

    Task ICarrier.DeliverAsync(ResetMessage message, CancellationToken cancellationToken) => TryAsync(message);

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _log.Enqueue(formatter(state, exception) + exception);

    private async Task TryAsync(object message)
    {
        try
        {
            await _onTry();
            _delivered.Enqueue(message);
        }
        finally
        {
            _tried.Release();
        }
    }

    private async Task<CredentialOutbox> StartAsync(OutboxOptions options)
    {
        _outbox = new CredentialOutbox([this], options, _time, this);
        await _outbox.StartAsync(Ct);
        return _outbox;
    }

    private async Task TriedAsync(int times)
    {
        for (var i = 0; i < times; i++)
            Assert.True(await _tried.WaitAsync(TimeSpan.FromSeconds(20), Ct));
    }

    // The delay may begin a moment after the try has ended.
    private async Task AdvanceUntilTriedAsync(TimeSpan delay)
    {
        for (var i = 0; i < 200; i++)
        {
            _time.Advance(delay);
            if (await _tried.WaitAsync(TimeSpan.FromMilliseconds(100), Ct))
                return;
        }
        Assert.Fail("It was not tried again.");
    }

    private async Task LoggedAsync(string text)
    {
        for (var i = 0; i < 400 && !_log.Any(line => line.Contains(text, StringComparison.Ordinal)); i++)
            await Task.Delay(50, Ct);
        Assert.Contains(_log, line => line.Contains(text, StringComparison.Ordinal));
    }
}
