using MailKit.Security;
using Parley.Accounts.Credentials;
using Parley.Notifications.Email;
using Parley.Notifications.Outbox;
using Parley.Notifications.Sms;
using Parley.Notifications.Texts;
using Parley.Server.Settings;

namespace Parley.Server.Hosting;

/// <summary>Gives messages to people their ways out of the server.</summary>
internal static class NotificationWiring
{
    private static readonly TimeSpan GatewayTimeout = TimeSpan.FromSeconds(20);

    public static IServiceCollection AddParleyNotificationsOf(this IServiceCollection services, ParleySettings settings)
    {
        services.AddSingleton(new OutboxOptions());
        services.AddSingleton(new TextCatalog(settings.Mail.Languages.Length > 0 ? settings.Mail.Languages : TextCatalog.Languages));
        services.AddSingleton<CredentialOutbox>();
        services.AddSingleton<ICredentialSender>(provider => provider.GetRequiredService<CredentialOutbox>());
        services.AddHostedService(provider => provider.GetRequiredService<CredentialOutbox>());
        AddMail(services, settings.Mail);
        AddSms(services, settings.Sms, settings.Mail.SiteUri?.Host ?? "Parley");
        return services;
    }

    private static void AddMail(IServiceCollection services, MailSettings mail)
    {
        if (string.IsNullOrEmpty(mail.Host) || mail.SiteUri is not { } site)
            return;
        services.AddSingleton(new EmailOptions
        {
            Host = mail.Host,
            Port = mail.Port,
            Security = mail.Security switch
            {
                "starttls" => SecureSocketOptions.StartTls,
                "tls" => SecureSocketOptions.SslOnConnect,
                "none" => SecureSocketOptions.None,
                _ => SecureSocketOptions.Auto,
            },
            AcceptsAnyCertificate = mail.AcceptAnyCertificate,
            HeloHost = string.IsNullOrEmpty(mail.HeloHost) ? site.Host : mail.HeloHost,
            From = mail.From ?? "",
            Login = mail.Login,
            Password = mail.Password,
            Site = site,
        });
        services.AddSingleton<EmailComposer>();
        services.AddSingleton<ICarrier, EmailCarrier>();
    }

    private static void AddSms(IServiceCollection services, SmsSettings sms, string site)
    {
        if (sms.Sender == "log")
            services.AddSingleton<ISmsSender, LogSmsSender>();
        if (sms.Sender == "http")
        {
            services.AddSingleton(new SmsOptions { Gateway = new Uri(sms.Gateway!), Token = sms.Token, From = sms.From });
            services.AddHttpClient(HttpSmsSender.ClientName, client => client.Timeout = GatewayTimeout)
                .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, MaxConnectionsPerServer = 4 })
                .RemoveAllLoggers();
            services.AddSingleton<ISmsSender>(provider => new HttpSmsSender(
                provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpSmsSender.ClientName), provider.GetRequiredService<SmsOptions>()));
        }
        if (sms.Sender != "none")
        {
            services.AddSingleton<ICarrier>(provider =>
                new SmsCarrier(provider.GetRequiredService<ISmsSender>(), provider.GetRequiredService<TextCatalog>(), site));
        }
    }
}
