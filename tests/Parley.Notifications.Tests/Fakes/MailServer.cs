using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;
using SmtpResponse = SmtpServer.Protocol.SmtpResponse;

namespace Parley.Notifications.Tests.Fakes;

/// <summary>A real mail server on this machine, that keeps what it gets.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly X509Certificate2? _certificate;
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly Task _running;

    /// <param name="hasTls">Offers STARTTLS, with a certificate that nobody trusts.</param>
    /// <param name="login">Whom it lets in; null for everybody.</param>
    public MailServer(bool hasTls = false, (string User, string Password)? login = null)
    {
        Port = FreePort();
        _certificate = hasTls ? MakeCertificate() : null;
        var options = new SmtpServerOptionsBuilder().ServerName("mail.test").Endpoint(endpoint =>
        {
            endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port)).AllowUnsecureAuthentication();
            if (_certificate is not null)
                endpoint.Certificate(_certificate);
            if (login is not null)
                endpoint.AuthenticationRequired();
        }).Build();
        var services = new ServiceProvider();
        services.Add(new Store(this));
        services.Add((IMailboxFilter)new Filter());
        if (login is { } known)
            services.Add((IUserAuthenticator)new Authenticator(known.User, known.Password));
        _running = new SmtpServer.SmtpServer(options, services).StartAsync(_stopping.Token);
    }

    public int Port { get; }

    public ConcurrentQueue<MimeMessage> Mails { get; } = [];

    /// <summary>Waits for a mail to this address, and takes it out.</summary>
    public async Task<MimeMessage> TakeAsync(string address, CancellationToken cancellationToken)
    {
        while (true)
        {
            for (var i = Mails.Count; i > 0 && Mails.TryDequeue(out var mail); i--)
            {
                if (mail.To.Mailboxes.Any(m => m.Address == address))
                    return mail;
                Mails.Enqueue(mail);
            }
            await _arrived.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The connection of the last mail was encrypted.</summary>
    public bool WasEncrypted { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running.WaitAsync(TimeSpan.FromSeconds(10)).ContinueWith(_ => { }, TaskScheduler.Default);
        _certificate?.Dispose();
        _stopping.Dispose();
        _arrived.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mail.test", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    private sealed class Store(MailServer server) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            using var stream = new MemoryStream(buffer.ToArray());
            server.WasEncrypted = context.Pipe?.IsSecure == true;
            server.Mails.Enqueue(await MimeMessage.LoadAsync(stream, cancellationToken));
            server._arrived.Release();
            return SmtpResponse.Ok;
        }
    }

    // Nobody whose name begins with "bounce" has a mailbox.
    private sealed class Filter : MailboxFilter
    {
        public override Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) =>
            Task.FromResult(!to.User.StartsWith("bounce", StringComparison.Ordinal));
    }

    private sealed class Authenticator(string user, string password) : UserAuthenticator
    {
        public override Task<bool> AuthenticateAsync(ISessionContext context, string givenUser, string givenPassword, CancellationToken cancellationToken) =>
            Task.FromResult(givenUser == user && givenPassword == password);
    }
}
