using MailKit.Security;

namespace Parley.Notifications.Email;

/// <summary>The mail server that takes mails of this server, and what they look like.</summary>
public sealed record EmailOptions
{
    public required string Host { get; init; }
    public int Port { get; init; } = 25;

    /// <summary>How the connection is encrypted; by default by the port, and if the mail server offers it.</summary>
    public SecureSocketOptions Security { get; init; } = SecureSocketOptions.Auto;

    /// <summary>Do not check whose certificate it is: for mail servers on the same machine.</summary>
    public bool AcceptsAnyCertificate { get; init; }

    /// <summary>The name by which this server greets; null for the name of the machine.</summary>
    public string? HeloHost { get; init; }

    /// <summary>"noreply@example.com", or with a name: "Example &lt;noreply@example.com&gt;".</summary>
    public required string From { get; init; }

    /// <summary>Null to send without logging in.</summary>
    public string? Login { get; init; }
    public string? Password { get; init; }

    /// <summary>Where the web client is found: links in mails lead there.</summary>
    public required Uri Site { get; init; }
}
