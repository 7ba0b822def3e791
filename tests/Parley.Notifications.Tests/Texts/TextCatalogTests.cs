using Parley.Notifications.Texts;

namespace Parley.Notifications.Tests.Texts;

public sealed class TextCatalogTests
{
    private static readonly TextCatalog All = new(TextCatalog.Languages);

    public static TheoryData<string> Languages => [.. TextCatalog.Languages];

    [Theory]
    [InlineData(null, "en")]
    [InlineData("", "en")]
    [InlineData("xx", "en")]
    [InlineData("en-GB", "en")]
    [InlineData("PT_br", "pt")]
    [InlineData("zh", "zh")]
    [InlineData("zh-CN", "zh")]
    [InlineData("zh-tw", "zh-TW")]
    [InlineData("zh_TW", "zh-TW")]
    [InlineData("zh-Hant-HK", "zh-TW")]
    public void A_session_gets_its_language_or_the_first(string? session, string expected) =>
        Assert.Equal(expected, All.Choose(session), ignoreCase: true);

    [Fact]
    public void Only_languages_in_use_are_chosen()
    {
        var few = new TextCatalog(["ru", "zh"]);
        Assert.Equal(("ru", "zh"), (few.Choose("en"), few.Choose("zh-TW")));
    }

    [Fact]
    public void A_language_without_texts_is_refused() => Assert.Throws<ArgumentException>(() => new TextCatalog(["en", "tlh"]));

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_text_is_there_and_names_what_it_must(string language)
    {
        var texts = All.In(language);
        foreach (var text in new[] { texts.Confirm.Code, texts.Reset.Code, texts.Sms.Confirm, texts.Sms.Reset })
            Assert.Contains("{code}", text, StringComparison.Ordinal);
        Assert.Contains("{login}", texts.Reset.Login, StringComparison.Ordinal);
        foreach (var text in new object[] { texts.Confirm, texts.Reset, texts.Sms }.SelectMany(Values))
        {
            Assert.NotEmpty(text);
            Assert.DoesNotContain("{", new MessageValues("site", "code", "login").Fill(text), StringComparison.Ordinal);
        }

        static IEnumerable<string> Values(object texts) => texts.GetType().GetProperties().Select(p => p.GetValue(texts)).OfType<string>();
    }

    [Fact]
    public void What_a_value_contains_is_not_filled_in() =>
        Assert.Equal("{code} 1", new MessageValues("s", "1", "{code}").Fill("{login} {code}"));
}
