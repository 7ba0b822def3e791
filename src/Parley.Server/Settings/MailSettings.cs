namespace Parley.Server.Settings;

/// <summary>The mail server through which codes are sent.</summary>
public sealed class MailSettings
{
    /// <summary>Name or address of the mail server; null to send no mails.</summary>
    public string? Host { get; set; }

    public int Port { get; set; } = 25;

    /// <summary>"auto" (TLS on port 465, else STARTTLS if it is offered), "starttls", "tls" or "none".</summary>
    public string Security { get; set; } = "auto";

    /// <summary>Do not check the certificate of the mail server: only for one on the same machine.</summary>
    public bool AcceptAnyCertificate { get; set; }

    /// <summary>The name by which this server greets; null for the host of <see cref="Site"/>.</summary>
    public string? HeloHost { get; set; }

    /// <summary>The sender: "noreply@example.com" or "Example &lt;noreply@example.com&gt;".</summary>
    public string? From { get; set; }

    /// <summary>Null to send without logging in.</summary>
    public string? Login { get; set; }

    [Secret]
    public string? Password { get; set; }

    /// <summary>The address of the web client, as users know it: links in mails lead there.</summary>
    public string? Site { get; set; }

    /// <summary>Languages of mails; the first is for who speaks none of them. None for all there are, English first.</summary>
    public string[] Languages { get; set; } = [];

    internal IEnumerable<string> Problems()
    {
        if (Security is not ("auto" or "starttls" or "tls" or "none"))
            yield return $"mail.security: \"{Security}\" is not auto, starttls, tls or none.";
        if (Port is < 1 or > 65535)
            yield return "mail.port: from 1 to 65535.";
        foreach (var language in Languages.Except(Notifications.Texts.TextCatalog.Languages, StringComparer.OrdinalIgnoreCase))
            yield return $"mail.languages: there are no mails in \"{language}\"; there are {string.Join(", ", Notifications.Texts.TextCatalog.Languages)}.";
        if (string.IsNullOrEmpty(Host))
            yield break;
        if (!MimeKit.MailboxAddress.TryParse(From ?? "", out _))
            yield return "mail.from: the sender of mails, as noreply@example.com or \"Example <noreply@example.com>\".";
        if (SiteUri is null)
            yield return "mail.site: the address of the web client that links in mails lead to, as https://chat.example.com/.";
    }

    internal Uri? SiteUri =>
        Uri.TryCreate(Site, UriKind.Absolute, out var site) && site.Scheme is "http" or "https" && site.Fragment.Length == 0 ? site : null;
}
