namespace Parley.Notifications.Email;

/// <summary>Links into the web client: which page, and what it is to know (part A 3.8).</summary>
public sealed class WebLinks(Uri site)
{
    // The web client speaks these by itself only if the link says so.
    private static readonly string[] NamedLanguages = ["ru", "uk"];

    /// <summary>Confirms an address at once.</summary>
    public string Confirm(string method, string code, byte[] token, string language) =>
        Page($"cred?method={method}&code={code}&token={Uri.EscapeDataString(Convert.ToBase64String(token))}{Language(language)}");

    /// <summary>Asks for the code that confirms an address.</summary>
    public string EnterCode(string method, string language) => Page($"cred?method={method}{Language(language)}");

    /// <summary>Asks for a new secret.</summary>
    public string Reset(string scheme, string code, string value) =>
        Page($"reset?scheme={Uri.EscapeDataString(scheme)}&code={code}&cred={Escape(value)}");

    private string Page(string page) => $"{site.AbsoluteUri}#{page}";

    // An "@" is no danger behind "#", and people read it.
    private static string Escape(string value) => Uri.EscapeDataString(value).Replace("%40", "@", StringComparison.Ordinal);

    private static string Language(string language) =>
        NamedLanguages.Contains(language) ? $"&hl={language.ToUpperInvariant()}" : "";
}
