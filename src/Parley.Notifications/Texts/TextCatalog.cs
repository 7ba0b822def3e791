using System.Collections.Frozen;
using System.Text.Json;

namespace Parley.Notifications.Texts;

/// <summary>The texts of messages in all languages, and which language a session gets.</summary>
public sealed class TextCatalog
{
    /// <summary>The languages that there are texts in.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "es", "fr", "pt", "ru", "uk", "vi", "zh", "zh-TW"];

    private static readonly string[] TraditionalChinese = ["TW", "HK", "MO", "Hant"];
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    private readonly FrozenDictionary<string, MessageTexts> _byLanguage;
    private readonly string _standard;

    /// <param name="languages">Those in use; the first is for who speaks none of them.</param>
    /// <exception cref="ArgumentException">There are no texts in a language.</exception>
    public TextCatalog(IReadOnlyList<string> languages)
    {
        _standard = languages.Count > 0 ? languages[0] : throw new ArgumentException("Name at least one language.", nameof(languages));
        _byLanguage = languages.ToFrozenDictionary(language => language, Load, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The language for a session: its own, else that language as spoken elsewhere, else the first.</summary>
    /// <param name="language">"en-GB", "pt_BR" and the like; null if not known.</param>
    public string Choose(string? language)
    {
        var tags = (language ?? "").Split('-', '_');
        var isTraditional = tags[0].Equals("zh", StringComparison.OrdinalIgnoreCase)
            && tags.Skip(1).Any(tag => TraditionalChinese.Contains(tag, StringComparer.OrdinalIgnoreCase));
        foreach (var wanted in (ReadOnlySpan<string>)[string.Join('-', tags), isTraditional ? "zh-TW" : tags[0], tags[0]])
        {
            if (_byLanguage.ContainsKey(wanted))
                return wanted;
        }
        return _standard;
    }

    /// <summary>The texts in a language that <see cref="Choose"/> has chosen.</summary>
    public MessageTexts In(string language) => _byLanguage[language];

    private static MessageTexts Load(string language)
    {
        var known = Languages.FirstOrDefault(l => l.Equals(language, StringComparison.OrdinalIgnoreCase));
        using var stream = known is null ? null : typeof(TextCatalog).Assembly.GetManifestResourceStream($"texts/{known}.json");
        return stream is null
            ? throw new ArgumentException($"There are no messages in the language \"{language}\"; there are {string.Join(", ", Languages)}.", nameof(language))
            : JsonSerializer.Deserialize<MessageTexts>(stream, Json)!;
    }
}
