using System.Text;
using System.Text.Json;

namespace Parley.EndToEnd.Tests.Server;

/// <summary>Nothing that is secret stands in the log, at its most talkative, or in an answer, while everything goes wrong.</summary>
public sealed class SecretsTests
{
    private const string Password = "pass-5f1c9a";
    private const string MailPassword = "mail-77c0de";
    private const string SmsToken = "sms-1b2b3b";
    private const string RestSecret = "rest-ab12cd";
    private const string TokenKey = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA==";
    private const string DebugCode = "918273";

    // Nobody listens there.
    private const string Settings = $$"""
        {
          "accounts": {
            "email": { "required": ["auth"], "debugResponse": "{{DebugCode}}" },
            "tel": { "required": ["anon"] },
            "rest": { "url": "http://127.0.0.1:9/", "timeoutSeconds": 2 }
          },
          "mail": {
            "host": "127.0.0.1", "port": 9, "from": "noreply@example.com", "site": "http://chat.example.com/",
            "login": "parley", "password": "{{MailPassword}}"
          },
          "sms": { "sender": "http", "gateway": "http://127.0.0.1:9/send", "token": "{{SmsToken}}" },
          "secrets": { "tokenKey": "{{TokenKey}}" }
        }
        """;

    [Fact]
    public async Task Nothing_secret_is_logged_or_answered()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await using var server = await ParleyProcess.ServeAsync(folder["data"], "--verbose", "--config", folder.Write("parley.json", Settings));
        using var socket = await server.ConnectAsync(cancellationToken);
        var number = 0;
        var answers = new StringBuilder();

        await AskAsync("hi", """ "ver": "0.22" """);
        var made = await AskAsync("acc", $$"""
            "user": "new", "scheme": "basic", "secret": "{{Base64($"alice:{Password}")}}", "login": true,
            "cred": [{ "meth": "email", "val": "alice@example.com" }]
            """);
        Assert.Equal(300, made.GetProperty("code").GetInt32());
        var token = made.GetProperty("params").GetProperty("token").GetString()!;
        await AskAsync("acc", $$"""
            "user": "new", "scheme": "anonymous", "login": true, "cred": [{ "meth": "tel", "val": "+17025551234" }]
            """);
        await AskAsync("login", $$""" "scheme": "basic", "secret": "{{Base64($"alice:{Password}x")}}" """);
        await AskAsync("login", $$""" "scheme": "rest", "secret": "{{Base64(RestSecret)}}" """);
        await AskAsync("login", $$""" "scheme": "token", "secret": "{{token[..^8]}}AAAAAAA=" """);
        await AskAsync("login", $$""" "scheme": "token", "secret": "{{token}}", "cred": [{ "meth": "email", "resp": "{{DebugCode}}" }] """);
        await AskAsync("sub", """ "topic": "me" """);
        await AskAsync("set", """ "topic": "me", "cred": { "meth": "email", "val": "second@example.com" } """);
        await AskAsync("login", $$""" "scheme": "reset", "secret": "{{Base64("basic:email:alice@example.com")}}" """);
        // The mails have failed by then, which is logged.
        await UntilAsync(() => (server.Output + server.Errors).Contains("mail server", StringComparison.Ordinal));

        var said = server.Output + server.Errors;
        foreach (var secret in new[] { Password, MailPassword, SmsToken, RestSecret, TokenKey, DebugCode, token[..40], "alice@example.com", "7025551234" })
            Assert.DoesNotContain(secret, said, StringComparison.Ordinal);
        foreach (var secret in new[] { Password, MailPassword, SmsToken, RestSecret, TokenKey, DebugCode })
            Assert.DoesNotContain(secret, answers.ToString(), StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\bcode=\d", said);

        async Task<JsonElement> AskAsync(string verb, string members)
        {
            var id = (++number).ToString(System.Globalization.CultureInfo.InvariantCulture);
            await socket.SendAsync($$"""{"{{verb}}": { "id": "{{id}}", {{members}} } }""", cancellationToken);
            while (true)
            {
                var packet = await socket.ReceiveAsync(cancellationToken) ?? throw new InvalidOperationException("The server has hung up.");
                answers.Append(packet.GetRawText());
                if (packet.TryGetProperty("ctrl", out var ctrl) && ctrl.TryGetProperty("id", out var answered) && answered.GetString() == id)
                    return ctrl;
            }
        }
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; i < 600 && !condition(); i++)
            await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.True(condition());
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
