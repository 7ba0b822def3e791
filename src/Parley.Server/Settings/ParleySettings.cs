namespace Parley.Server.Settings;

/// <summary>
/// Everything that an operator can set. The names of the properties are the names of the settings: <c>limits.tagsMax</c> in
/// parley.json is <c>PARLEY_LIMITS__TAGSMAX</c> in the environment.
/// </summary>
public sealed class ParleySettings
{
    /// <summary>"host:port", ":port" for all interfaces, or "unix:/path".</summary>
    public string Listen { get; set; } = "127.0.0.1:6060";

    /// <summary>The folder that holds database, secrets and uploads.</summary>
    public string Data { get; set; } = "parley-data";

    /// <summary>The folder of another web client; null for the one that comes with Parley, "-" for none.</summary>
    public string? Static { get; set; }

    public HttpSettings Http { get; set; } = new();
    public TlsSettings Tls { get; set; } = new();
    public ManagementSettings Management { get; set; } = new();
    public GrpcSettings Grpc { get; set; } = new();
    public LimitSettings Limits { get; set; } = new();
    public FileSettings Files { get; set; } = new();
    public TopicSettings Topics { get; set; } = new();
    public AccountSettings Accounts { get; set; } = new();
    public CallSettings Calls { get; set; } = new();
    public MailSettings Mail { get; set; } = new();
    public SmsSettings Sms { get; set; } = new();
    public SecretSettings Secrets { get; set; } = new();

    /// <summary>What is wrong, a sentence each that names the setting and the mend.</summary>
    public IEnumerable<string> Problems()
    {
        if (!ListenAddress.TryParse(Listen, out var address))
        {
            yield return $"listen: \"{Listen}\" is not an address; write host:port as 127.0.0.1:6060, :6060 for all interfaces, or unix:/path.";
        }
        else if (!address.IsPrivate || Grpc.Address is { IsPrivate: false })
        {
            foreach (var problem in PublicProblems())
                yield return problem;
        }

        if (string.IsNullOrWhiteSpace(Data))
            yield return "data: name the folder that shall hold the database.";
        foreach (var problem in Http.Problems().Concat(Tls.Problems()).Concat(Management.Problems()).Concat(Grpc.Problems())
                     .Concat(Limits.Problems()).Concat(Files.Problems()).Concat(Topics.Problems()).Concat(Accounts.Problems())
                     .Concat(Mail.Problems()).Concat(Sms.Problems()).Concat(Calls.Problems()).Concat(Secrets.Problems()))
        {
            yield return problem;
        }
    }

    /// <summary>What works, but hardly as it is meant: a sentence each that names the setting and the mend.</summary>
    public IEnumerable<string> Doubts()
    {
        if (Accounts.Email is { Required.Length: > 0 } email && string.IsNullOrEmpty(email.DebugResponse) && string.IsNullOrEmpty(Mail.Host))
            yield return "accounts.email.required: nobody can confirm an address, as no mails are sent; set mail.host, mail.from and mail.site.";
        if (Accounts.Tel is { Required.Length: > 0 } tel && string.IsNullOrEmpty(tel.DebugResponse) && Sms.Sender == "none")
            yield return "accounts.tel.required: nobody can confirm a number, as no messages are sent; set sms.sender and sms.gateway.";
    }

    // Samples that everybody can read are fine to try things out with, and an open door on a network.
    private IEnumerable<string> PublicProblems()
    {
        foreach (var problem in Secrets.PublicProblems())
            yield return problem;
        if (!string.IsNullOrEmpty(Accounts.Email.DebugResponse) || !string.IsNullOrEmpty(Accounts.Tel.DebugResponse))
            yield return "accounts.email.debugResponse, accounts.tel.debugResponse: a fixed code confirms anybody's address; "
                + "leave it out, or listen on 127.0.0.1.";
        if (Sms.Sender == "log")
            yield return "sms.sender: the log would hold codes that prove who somebody is; name a gateway (http), or listen on 127.0.0.1.";
    }
}
