using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Parley.Accounts.Credentials;
using Parley.Notifications.Outbox;

namespace Parley.Notifications.Email;

/// <summary>Hands mails to the mail server of the settings.</summary>
public sealed class EmailCarrier(EmailOptions options, EmailComposer composer) : ICarrier
{
    public string Method => "email";

    public Task DeliverAsync(ConfirmationMessage message, CancellationToken cancellationToken) =>
        DeliverAsync(composer.Compose(message), cancellationToken);

    public Task DeliverAsync(ResetMessage message, CancellationToken cancellationToken) =>
        DeliverAsync(composer.Compose(message), cancellationToken);

    private async Task DeliverAsync(MimeMessage mail, CancellationToken cancellationToken)
    {
        using (mail)
        using (var client = new SmtpClient())
        {
            if (options.HeloHost is not null)
                client.LocalDomain = options.HeloHost;
#pragma warning disable CA5359 // On the operator's word: for a mail server on the same machine.
            if (options.AcceptsAnyCertificate)
                client.ServerCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
            try
            {
                await client.ConnectAsync(options.Host, options.Port, options.Security, cancellationToken);
                if (!string.IsNullOrEmpty(options.Login))
                    await client.AuthenticateAsync(options.Login, options.Password ?? "", cancellationToken);
                await client.SendAsync(mail, cancellationToken);
                await client.DisconnectAsync(quit: true, cancellationToken);
            }
            catch (Exception failure) when (Explain(failure) is { } explained)
            {
                throw explained;
            }
        }
    }

    // What servers answer may repeat the receiver's address: only the number is passed on.
    private DeliveryFailedException? Explain(Exception failure) => failure switch
    {
        SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted } refused => Failed(
            $"the mail server does not take mail for this address ({(int)refused.StatusCode})", (int)refused.StatusCode < 500),
        SmtpCommandException refused => Failed($"the mail server has answered {(int)refused.StatusCode}", (int)refused.StatusCode < 500),
        AuthenticationException => Failed("the mail server refuses mail.login and mail.password", false),
        SslHandshakeException => Failed($"no encrypted connection to {options.Host}: see mail.security and mail.acceptAnyCertificate", false),
        NotSupportedException => Failed("the mail server does not offer what mail.security or mail.login ask for", false),
        SocketException or IOException or ProtocolException => Failed($"no connection to the mail server {options.Host}", true),
        _ => null,
    };

    private static DeliveryFailedException Failed(string reason, bool mayBeRepeated) => new(reason) { MayBeRepeated = mayBeRepeated };
}
