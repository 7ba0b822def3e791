namespace Parley.Notifications.Outbox;

/// <summary>A message was not delivered. The text is for the log: it names neither the receiver nor a secret.</summary>
public sealed class DeliveryFailedException : Exception
{
    public DeliveryFailedException()
    {
    }

    public DeliveryFailedException(string message) : base(message)
    {
    }

    public DeliveryFailedException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <summary>Another try, later, may work.</summary>
    public bool MayBeRepeated { get; init; }
}
