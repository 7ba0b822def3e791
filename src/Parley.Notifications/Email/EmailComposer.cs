using System.Text;
using System.Text.Encodings.Web;
using MimeKit;
using Parley.Accounts.Credentials;
using Parley.Notifications.Texts;

namespace Parley.Notifications.Email;

/// <summary>Writes mails: in the receiver's language, as text and as HTML.</summary>
public sealed class EmailComposer(EmailOptions options, TextCatalog catalog)
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    private readonly WebLinks _links = new(options.Site);

    public MimeMessage Compose(ConfirmationMessage message)
    {
        var language = catalog.Choose(message.Language);
        var (texts, values) = (catalog.In(language).Confirm, new MessageValues(options.Site.Host, message.Code));
        return Compose(message.Value, language, values.Fill(texts.Subject),
        [
            new(values.Fill(texts.Hello)),
            new(values.Fill(texts.Why)),
            new(values.Fill(texts.Link), _links.Confirm(message.Method, message.Code, message.Token, language)),
            new(values.Fill(texts.Code), IsStrong: true),
            new(values.Fill(texts.Manual), _links.EnterCode(message.Method, language)),
            new(values.Fill(texts.Ignore)),
        ]);
    }

    public MimeMessage Compose(ResetMessage message)
    {
        var language = catalog.Choose(message.Language);
        var (texts, values) = (catalog.In(language).Reset, new MessageValues(options.Site.Host, message.Code, message.Login));
        return Compose(message.Value, language, values.Fill(texts.Subject),
        [
            new(values.Fill(texts.Hello)),
            new(values.Fill(texts.Why)),
            new(values.Fill(texts.Login)),
            new(values.Fill(texts.Link), _links.Reset(message.Scheme, message.Code, message.Value)),
            new(values.Fill(texts.Code), IsStrong: true),
            new(values.Fill(texts.Ignore)),
        ]);
    }

    private MimeMessage Compose(string to, string language, string subject, IReadOnlyList<Paragraph> paragraphs)
    {
        var mail = new MimeMessage { Subject = subject };
        mail.From.Add(MailboxAddress.Parse(options.From));
        mail.To.Add(new MailboxAddress("", to));
        // Nobody's holiday shall answer to this.
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.Body = new MultipartAlternative
        {
            new TextPart("plain") { Text = string.Join("\r\n\r\n", paragraphs.Select(p => p.Link is null ? p.Text : $"{p.Text}\r\n{p.Link}")) + "\r\n" },
            new TextPart("html") { Text = AsHtml(language, subject, paragraphs) },
        };
        return mail;
    }

    private static string AsHtml(string language, string subject, IReadOnlyList<Paragraph> paragraphs)
    {
        var html = new StringBuilder($"""
            <!doctype html>
            <html lang="{language}">
            <head><meta charset="utf-8"><title>{Html.Encode(subject)}</title></head>
            <body style="font: 1rem/1.5 sans-serif; max-width: 36rem">

            """);
        foreach (var paragraph in paragraphs)
        {
            html.Append(paragraph.IsStrong ? "<p style=\"font-size: 1.25rem\">" : "<p>").Append(Html.Encode(paragraph.Text));
            if (paragraph.Link is { } link)
                html.Append($"<br>\n<a href=\"{Html.Encode(link)}\">{Html.Encode(link)}</a>");
            html.Append("</p>\n");
        }
        return html.Append("</body>\n</html>\n").ToString();
    }

    private readonly record struct Paragraph(string Text, string? Link = null, bool IsStrong = false);
}
