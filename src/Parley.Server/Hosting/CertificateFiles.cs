using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Parley.Server.Settings;

namespace Parley.Server.Hosting;

/// <summary>
/// The certificate of the server, read from its files again when they change. What cannot be used is reported once and passed over:
/// the last good one stays until the files are whole.
/// </summary>
internal sealed partial class CertificateFiles : IDisposable
{
    private readonly TlsSettings _settings;
    private readonly ILogger<CertificateFiles> _logger;
    private readonly ITimer _timer;
    private byte[] _digest;
    private volatile SslStreamCertificateContext _current;

    /// <exception cref="CommandFailedException">The files cannot be used.</exception>
    public CertificateFiles(TlsSettings settings, TimeProvider time, ILogger<CertificateFiles> logger)
    {
        (_settings, _logger) = (settings, logger);
        try
        {
            var (certificate, key) = Read();
            (_current, _digest) = (Load(certificate, key), Digest(certificate, key));
        }
        catch (Exception error) when (IsUnusable(error))
        {
            throw new CommandFailedException(
                $"tls.certificateFile, tls.keyFile: {settings.CertificateFile} and {settings.KeyFile} cannot be used "
                + $"({error.Message.TrimEnd('.')}); give a certificate and its key without a password, both as PEM.", error);
        }
        var interval = TimeSpan.FromSeconds(settings.ReloadSeconds);
        _timer = time.CreateTimer(static files => ((CertificateFiles)files!).Look(), this, interval, interval);
    }

    /// <summary>For the next handshake; connections that exist keep theirs.</summary>
    public SslStreamCertificateContext Current => _current;

    public void Dispose() => _timer.Dispose();

    // Names and times say nothing where files are links that somebody turns elsewhere, so the contents are compared.
    private void Look()
    {
        try
        {
            var (certificate, key) = Read();
            var digest = Digest(certificate, key);
            if (digest.AsSpan().SequenceEqual(_digest))
                return;
            _digest = digest;
            _current = Load(certificate, key);
            Log.Reloaded(_logger, _current.TargetCertificate.NotAfter);
        }
#pragma warning disable CA1031 // In a timer; whatever it was, there is a certificate that works.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Log.NotReloaded(_logger, error.Message);
        }
    }

    private (string Certificate, string Key) Read() =>
        (File.ReadAllText(_settings.CertificateFile!), File.ReadAllText(_settings.KeyFile!));

    private static byte[] Digest(string certificate, string key) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(certificate + '\0' + key));

    private static SslStreamCertificateContext Load(string certificate, string key)
    {
        using var pair = X509Certificate2.CreateFromPem(certificate, key);
        // The key as some systems need it for TLS: in a store of its own, not as it was read.
        var own = X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), null);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(certificate);
        return SslStreamCertificateContext.Create(own, chain, offline: true);
    }

    private static bool IsUnusable(Exception error) =>
        error is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException;

    private static partial class Log
    {
        [LoggerMessage(EventName = "CertificateReloaded", Level = LogLevel.Information, Message = "The certificate was renewed; it is good until {Until}.")]
        public static partial void Reloaded(ILogger logger, DateTime until);

        [LoggerMessage(EventName = "CertificateNotReloaded", Level = LogLevel.Warning,
            Message = "The files of the certificate have changed and cannot be used ({Reason}); the one before stays in use.")]
        public static partial void NotReloaded(ILogger logger, string reason);
    }
}
