using Parley.Accounts.Credentials;
using Parley.Notifications.Outbox;
using Parley.Notifications.Texts;

namespace Parley.Notifications.Sms;

/// <summary>Writes codes as short messages.</summary>
/// <param name="site">The name of the server that messages give.</param>
public sealed class SmsCarrier(ISmsSender sender, TextCatalog catalog, string site) : ICarrier
{
    public string Method => "tel";

    public Task DeliverAsync(ConfirmationMessage message, CancellationToken cancellationToken) =>
        sender.SendAsync(message.Value, new MessageValues(site, message.Code).Fill(TextsFor(message.Language).Confirm), cancellationToken);

    public Task DeliverAsync(ResetMessage message, CancellationToken cancellationToken) =>
        sender.SendAsync(message.Value, new MessageValues(site, message.Code).Fill(TextsFor(message.Language).Reset), cancellationToken);

    private SmsTexts TextsFor(string? language) => catalog.In(catalog.Choose(language)).Sms;
}
