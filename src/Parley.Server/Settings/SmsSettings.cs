namespace Parley.Server.Settings;

/// <summary>How codes get to telephones.</summary>
public sealed class SmsSettings
{
    /// <summary>"none", "http" (a gateway), or "log" (to try things out on one machine: codes stand in the log).</summary>
    public string Sender { get; set; } = "none";

    /// <summary>The address of the gateway: takes a POST of <c>{"to","from","text"}</c>.</summary>
    public string? Gateway { get; set; }

    /// <summary>Sent to the gateway as "Authorization: Bearer …".</summary>
    [Secret]
    public string? Token { get; set; }

    /// <summary>Who messages are from, as the gateway wants it.</summary>
    public string? From { get; set; }

    internal IEnumerable<string> Problems()
    {
        if (Sender is not ("none" or "http" or "log"))
            yield return $"sms.sender: \"{Sender}\" is not none, http or log.";
        if (Sender == "http" && !(Uri.TryCreate(Gateway, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            yield return "sms.gateway: the address of the gateway, as https://sms.example.com/send.";
    }
}
