using Parley.Notifications.Tests.Fakes;

namespace Parley.EndToEnd.Tests.Browser;

/// <summary>A server that asks for a confirmed address, and a mail server that takes its mails.</summary>
public sealed class AccountFixture : WebClientFixture
{
    private readonly MailServer _mails = new();

    /// <summary>Waits for a mail and returns the end of the link in it that leads to this page of the web client: "#cred?…".</summary>
    internal async Task<string> LinkAsync(string address, string page)
    {
        var text = await MailAsync(address);
        var start = text.IndexOf($"#{page}?", StringComparison.Ordinal);
        Assert.True(start >= 0, $"No link to {page} in: {text}");
        return text[start..text.IndexOfAny(['\r', '\n'], start)];
    }

    /// <summary>Waits for a mail and returns the code in it.</summary>
    internal async Task<string> CodeAsync(string address) =>
        System.Text.RegularExpressions.Regex.Match(await MailAsync(address), @"\b\d{6}\b").Value;

    protected override IReadOnlyList<string> ServerOptions(Func<string, string> file)
    {
        var settings = file("mail.json");
        File.WriteAllText(settings, $$"""
            {
              "accounts": { "email": { "required": ["auth"], "addToTags": true } },
              "mail": { "host": "127.0.0.1", "port": {{_mails.Port}}, "from": "noreply@example.com", "site": "http://chat.example.com/" }
            }
            """);
        return ["--config", settings];
    }

    protected override ValueTask EndAsync() => _mails.DisposeAsync();

    private async Task<string> MailAsync(string address)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(3 * Chromium.Limit));
        return (await _mails.TakeAsync(address, limit.Token)).TextBody ?? "";
    }
}
