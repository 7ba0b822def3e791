using Microsoft.Extensions.Logging;

namespace Parley.Accounts.Credentials;

/// <summary>Sends nothing, and says so in the log. Never the code, nor to whom.</summary>
public sealed partial class NoCredentialSender(ILogger<NoCredentialSender> logger) : ICredentialSender
{
    public ValueTask SendAsync(ConfirmationMessage message, CancellationToken cancellationToken)
    {
        Log.ConfirmationNotSent(logger, message.Method, message.User.ToString());
        return default;
    }

    public ValueTask SendAsync(ResetMessage message, CancellationToken cancellationToken)
    {
        Log.ResetNotSent(logger, message.Method, message.User.ToString());
        return default;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, EventName = "ConfirmationNotSent",
            Message = "Nothing is set up to send messages: {User} was not asked to confirm its {Method} credential.")]
        public static partial void ConfirmationNotSent(ILogger logger, string method, string user);

        [LoggerMessage(Level = LogLevel.Warning, EventName = "ResetNotSent",
            Message = "Nothing is set up to send messages: {User} was not sent a reset code to its {Method} credential.")]
        public static partial void ResetNotSent(ILogger logger, string method, string user);
    }
}
