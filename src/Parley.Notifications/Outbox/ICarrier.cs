using Parley.Accounts.Credentials;

namespace Parley.Notifications.Outbox;

/// <summary>Brings messages to credentials of one kind. Called by few at a time, and may take its time.</summary>
public interface ICarrier
{
    /// <summary>"email" or "tel".</summary>
    string Method { get; }

    /// <exception cref="DeliveryFailedException">It was not delivered; says whether another try makes sense.</exception>
    Task DeliverAsync(ConfirmationMessage message, CancellationToken cancellationToken);

    /// <exception cref="DeliveryFailedException">It was not delivered; says whether another try makes sense.</exception>
    Task DeliverAsync(ResetMessage message, CancellationToken cancellationToken);
}
