namespace Parley.Server.Settings;

/// <summary>HTTPS from files with a certificate and its key, which may be renewed while the server runs.</summary>
public sealed class TlsSettings
{
    public bool Enabled { get; set; }

    /// <summary>PEM: the certificate, then those between it and its authority.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>PEM, without a password.</summary>
    public string? KeyFile { get; set; }

    /// <summary>How often, in seconds, it is looked whether the files have changed.</summary>
    public int ReloadSeconds { get; set; } = 30;

    /// <summary>Where plain HTTP is answered by a redirection, as ":80"; "" for nowhere.</summary>
    public string RedirectFrom { get; set; } = "";

    /// <summary>Seconds for which browsers are told to use HTTPS only; 0 to tell them nothing.</summary>
    public int StrictSeconds { get; set; }

    /// <summary>The address that redirects; null for none.</summary>
    internal ListenAddress? RedirectAddress => Enabled && ListenAddress.TryParse(RedirectFrom, out var address) ? address : null;

    internal IEnumerable<string> Problems()
    {
        if (ReloadSeconds is < 1 or > 86_400)
            yield return "tls.reloadSeconds: from 1 to 86400.";
        if (StrictSeconds < 0)
            yield return "tls.strictSeconds: a time in seconds, or 0.";
        if (!Enabled)
            yield break;
        if (string.IsNullOrEmpty(CertificateFile) || string.IsNullOrEmpty(KeyFile))
            yield return "tls.certificateFile, tls.keyFile: name the files; Parley does not fetch certificates itself, docs/operations.md says what does.";
        if (RedirectFrom.Length > 0 && (!ListenAddress.TryParse(RedirectFrom, out var address) || address.SocketPath is not null))
            yield return $"tls.redirectFrom: \"{RedirectFrom}\" is not an address; write host:port, or :80 for all interfaces.";
    }
}
