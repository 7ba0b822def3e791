using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Accounts.Credentials;

namespace Parley.Notifications.Outbox;

/// <summary>
/// Takes messages to credentials without making anybody wait, and hands them to the carrier of their kind. What the queue cannot hold,
/// and what cannot be delivered, is lost and said in the log: users ask for another code.
/// </summary>
public sealed partial class CredentialOutbox : BackgroundService, ICredentialSender
{
    private readonly Dictionary<string, ICarrier> _carriers;
    private readonly OutboxOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly HourlyLimit _receivers;
    private readonly HourlyLimit _users;
    private readonly Channel<Waiting> _queue;

    public CredentialOutbox(IEnumerable<ICarrier> carriers, OutboxOptions options, TimeProvider time, ILogger<CredentialOutbox> logger)
    {
        _carriers = carriers.ToDictionary(c => c.Method);
        (_options, _time, _logger) = (options, time, logger);
        _receivers = new HourlyLimit(options.MessagesPerReceiverPerHourMax, options.CountedMax, time);
        _users = new HourlyLimit(options.MessagesPerUserPerHourMax, options.CountedMax, time);
        _queue = Channel.CreateBounded<Waiting>(options.QueueMessagesMax);
    }

    public ValueTask SendAsync(ConfirmationMessage message, CancellationToken cancellationToken)
    {
        Take(message.Method, message.Value, message.User.ToString(), (carrier, token) => carrier.DeliverAsync(message, token));
        return default;
    }

    public ValueTask SendAsync(ResetMessage message, CancellationToken cancellationToken)
    {
        Take(message.Method, message.Value, message.User.ToString(), (carrier, token) => carrier.DeliverAsync(message, token));
        return default;
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Enumerable.Range(0, _options.SendersMax).Select(_ => RunAsync(stoppingToken)));

    private void Take(string method, string value, string user, Func<ICarrier, CancellationToken, Task> deliver)
    {
        if (!_carriers.TryGetValue(method, out var carrier))
            Log.NoCarrier(_logger, method, user);
        else if (!_users.TryTake(user))
            Log.TooManyOfUser(_logger, user);
        else if (!_receivers.TryTake($"{method}:{value}"))
            Log.TooMany(_logger, method, user);
        else if (!_queue.Writer.TryWrite(new Waiting(carrier, user, deliver)))
            Log.QueueFull(_logger, method, user);
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        await foreach (var waiting in _queue.Reader.ReadAllAsync(stopping))
        {
            var delay = _options.RetryDelay;
            for (var i = 1; !await TryAsync(waiting, isLast: i >= _options.TriesMax, stopping); i++)
            {
                await Task.Delay(delay, _time, stopping);
                delay *= 2;
            }
        }
    }

    // True if there is nothing more to do.
    private async Task<bool> TryAsync(Waiting waiting, bool isLast, CancellationToken stopping)
    {
        using var timeout = new CancellationTokenSource(_options.TryTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, timeout.Token);
        string reason;
        try
        {
            await waiting.Deliver(waiting.Carrier, either.Token);
            Log.Delivered(_logger, waiting.Carrier.Method, waiting.User);
            return true;
        }
        catch (DeliveryFailedException failure)
        {
            (reason, isLast) = (failure.Message, isLast || !failure.MayBeRepeated);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            reason = "it took too long";
        }
#pragma warning disable CA1031 // A message that cannot be sent must not end the sending of others. Its text may name the receiver.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            (reason, isLast) = (failure.GetType().Name, true);
        }
        if (isLast)
            Log.NotDelivered(_logger, waiting.Carrier.Method, waiting.User, reason);
        else
            Log.WillRepeat(_logger, waiting.Carrier.Method, waiting.User, reason);
        return isLast;
    }

    private readonly record struct Waiting(ICarrier Carrier, string User, Func<ICarrier, CancellationToken, Task> Deliver);

    private static partial class Log
    {
        [LoggerMessage(EventName = "MessageDelivered", Level = LogLevel.Information, Message = "{User} was sent a message to its {Method} credential.")]
        public static partial void Delivered(ILogger logger, string method, string user);

        [LoggerMessage(EventName = "MessageWillBeRepeated", Level = LogLevel.Information,
            Message = "A message to the {Method} credential of {User} was not delivered: {Reason}. It will be sent again.")]
        public static partial void WillRepeat(ILogger logger, string method, string user, string reason);

        [LoggerMessage(EventName = "MessageNotDelivered", Level = LogLevel.Warning,
            Message = "A message to the {Method} credential of {User} could not be delivered: {Reason}.")]
        public static partial void NotDelivered(ILogger logger, string method, string user, string reason);

        [LoggerMessage(EventName = "MessageWithoutCarrier", Level = LogLevel.Warning,
            Message = "Nothing is set up to send messages to {Method} credentials: {User} gets none. See mail and sms in the settings.")]
        public static partial void NoCarrier(ILogger logger, string method, string user);

        [LoggerMessage(EventName = "MessageTooMany", Level = LogLevel.Warning,
            Message = "The {Method} credential of {User} has been sent too many messages in the last hour: this one is dropped.")]
        public static partial void TooMany(ILogger logger, string method, string user);

        [LoggerMessage(EventName = "MessageTooManyOfUser", Level = LogLevel.Warning,
            Message = "{User} has made the server send too many messages in the last hour: this one is dropped.")]
        public static partial void TooManyOfUser(ILogger logger, string user);

        [LoggerMessage(EventName = "MessageQueueFull", Level = LogLevel.Warning,
            Message = "Too many messages wait to be sent: the one to the {Method} credential of {User} is dropped.")]
        public static partial void QueueFull(ILogger logger, string method, string user);
    }
}
