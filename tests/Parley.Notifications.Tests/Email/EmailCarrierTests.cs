using MailKit.Security;
using MimeKit;
using Parley.Notifications.Email;
using Parley.Notifications.Outbox;
using Parley.Notifications.Tests.Fakes;
using Parley.Notifications.Texts;

namespace Parley.Notifications.Tests.Email;

/// <summary>Against a real mail server on this machine.</summary>
public sealed class EmailCarrierTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_confirmation_has_text_and_html_with_code_and_links_into_the_web_client()
    {
        await using var server = new MailServer();
        await Carrier(server).DeliverAsync(Messages.Confirmation(), Ct);
        var mail = Assert.Single(server.Mails);
        Assert.Equal(("Example", "noreply@example.com"), (mail.From.Mailboxes.Single().Name, mail.From.Mailboxes.Single().Address));
        Assert.Equal("alice@example.com", mail.To.Mailboxes.Single().Address);
        Assert.Equal("Your confirmation code for chat.example.com", mail.Subject);
        const string Link = "https://chat.example.com/app/#cred?method=email&code=012345&token=%2B%2F%2F%2BAQ%3D%3D";
        Assert.Contains(Link, mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Your code: 012345", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("https://chat.example.com/app/#cred?method=email\n", mail.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains($"href=\"{Link.Replace("&", "&amp;", StringComparison.Ordinal)}\"", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
    }

    [Fact]
    public async Task A_reset_names_the_login_and_links_to_the_page_for_a_new_password()
    {
        await using var server = new MailServer();
        await Carrier(server).DeliverAsync(Messages.Reset("ali+ce@example.com"), Ct);
        var text = Assert.Single(server.Mails).TextBody;
        Assert.Contains("https://chat.example.com/app/#reset?scheme=basic&code=543210&cred=ali%2Bce@example.com", text, StringComparison.Ordinal);
        Assert.Contains("Your login: alice", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ru-RU", "ru", "&hl=RU")]
    [InlineData("uk", "uk", "&hl=UK")]
    [InlineData("fr_CA", "fr", "")]
    public async Task Mails_are_in_the_language_of_the_session(string session, string language, string suffix)
    {
        await using var server = new MailServer();
        await Carrier(server).DeliverAsync(Messages.Confirmation(language: session), Ct);
        var mail = Assert.Single(server.Mails);
        Assert.Contains($"<html lang=\"{language}\">", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains($"token=%2B%2F%2F%2BAQ%3D%3D{suffix}\n", mail.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SecureSocketOptions.Auto)]
    [InlineData(SecureSocketOptions.StartTls)]
    public async Task Connections_are_encrypted_when_the_server_offers_it(SecureSocketOptions security)
    {
        await using var server = new MailServer(hasTls: true, login: ("parley", "mail-secret"));
        var options = Options(server) with { Security = security, AcceptsAnyCertificate = true, Login = "parley", Password = "mail-secret" };
        await Carrier(options).DeliverAsync(Messages.Confirmation(), Ct);
        Assert.Single(server.Mails);
        Assert.True(server.WasEncrypted);
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_is_refused()
    {
        await using var server = new MailServer(hasTls: true);
        var failure = await FailsAsync(Options(server) with { Security = SecureSocketOptions.StartTls });
        Assert.Contains("mail.acceptAnyCertificate", failure.Message, StringComparison.Ordinal);
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task A_server_without_encryption_is_refused_if_it_is_asked_for()
    {
        await using var server = new MailServer();
        Assert.False((await FailsAsync(Options(server) with { Security = SecureSocketOptions.StartTls })).MayBeRepeated);
    }

    [Fact]
    public async Task A_wrong_login_is_told_without_the_password()
    {
        await using var server = new MailServer(login: ("parley", "mail-secret"));
        var failure = await FailsAsync(Options(server) with { Login = "parley", Password = "wrong-secret" });
        Assert.False(failure.MayBeRepeated);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_receiver_is_told_without_its_address()
    {
        await using var server = new MailServer();
        var failure = await Assert.ThrowsAsync<DeliveryFailedException>(
            () => Carrier(server).DeliverAsync(Messages.Confirmation(value: "bounce@example.com"), Ct));
        Assert.DoesNotContain("bounce", failure.ToString(), StringComparison.Ordinal);
        Assert.False(failure.MayBeRepeated);
    }

    [Fact]
    public async Task A_server_that_is_not_there_may_be_tried_again()
    {
        var server = new MailServer();
        await server.DisposeAsync();
        Assert.True((await FailsAsync(Options(server))).MayBeRepeated);
    }

    private static async Task<DeliveryFailedException> FailsAsync(EmailOptions options) =>
        await Assert.ThrowsAsync<DeliveryFailedException>(() => Carrier(options).DeliverAsync(Messages.Confirmation(), Ct));

    private static EmailCarrier Carrier(MailServer server) => Carrier(Options(server));

    private static EmailCarrier Carrier(EmailOptions options) => new(options, new EmailComposer(options, new TextCatalog(TextCatalog.Languages)));

    private static EmailOptions Options(MailServer server) => new()
    {
        Host = "127.0.0.1",
        Port = server.Port,
        HeloHost = "chat.example.com",
        From = "Example <noreply@example.com>",
        Site = new Uri("https://chat.example.com/app/"),
    };
}
