using Microsoft.Extensions.Logging;

namespace Parley.Notifications.Sms;

/// <summary>Writes short messages to the log, codes included: to try things out on one machine, and for nothing else.</summary>
public sealed partial class LogSmsSender(ILogger<LogSmsSender> logger) : ISmsSender
{
    public Task SendAsync(string number, string text, CancellationToken cancellationToken)
    {
        Log.Message(logger, number, text);
        return Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "SmsLogged", Level = LogLevel.Warning, Message = "To {Number}: {Text}")]
        public static partial void Message(ILogger logger, string number, string text);
    }
}
