namespace Parley.Notifications.Sms;

/// <summary>The gateway that takes short messages.</summary>
public sealed record SmsOptions
{
    /// <summary>Takes a POST with <c>{"to","from","text"}</c> and answers 2xx.</summary>
    public required Uri Gateway { get; init; }

    /// <summary>Sent as "Authorization: Bearer …"; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>Who the message is from, as the gateway wants it; null for its default.</summary>
    public string? From { get; init; }
}
