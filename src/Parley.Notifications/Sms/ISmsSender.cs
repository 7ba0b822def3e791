namespace Parley.Notifications.Sms;

/// <summary>Sends short messages to telephones. Servers that embed Parley may bring their own.</summary>
public interface ISmsSender
{
    /// <param name="number">In its international form, "+17025551234".</param>
    /// <exception cref="Outbox.DeliveryFailedException">It was not sent.</exception>
    Task SendAsync(string number, string text, CancellationToken cancellationToken);
}
