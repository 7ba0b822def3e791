using Parley.Accounts.Tags;

namespace Parley.Accounts.Tests.Tags;

public sealed class TagRulesTests
{
    private static readonly string[] Mixed = ["ns1:tag1", "ns2:tag3", "nons", "inval::tag", ":tag3", "tag4:", "tag5: "];

    [Theory]
    [InlineData("  Tag1  |tag2|TAG3|tag1", "tag1|tag2|tag3")]
    [InlineData("  |tag2|TAG3|tag1", "tag1|tag2|tag3")]
    [InlineData("tag1", "tag1")]
    [InlineData("a|bb|ccc", "bb|ccc")]
    [InlineData("-abc|+1abc|_x|1abc|#tag|日本|é", "1abc|日本")]
    [InlineData("Ab|aB", "ab")]
    [InlineData("x:yy|bad:tag:two|a b", "a b|bad:tag:two|x:yy")]
    public void Normalise_gives(string tags, string expected) =>
        Assert.Equal(expected.Split('|'), TagRules.Normalise(tags.Split('|'), 16));

    [Theory]
    [InlineData("tag1|\u2421")]
    [InlineData("zzz| \u2421 ")]
    public void Normalise_with_the_mark_of_removal_is_empty(string tags) => Assert.Equal([], TagRules.Normalise(tags.Split('|'), 16)!);

    [Fact]
    public void Normalise_of_nothing_is_nothing()
    {
        Assert.Null(TagRules.Normalise(null, 16));
        Assert.Null(TagRules.Normalise([], 16));
        Assert.Null(TagRules.Normalise(["x"], 16));
    }

    [Fact]
    public void Normalise_cuts_the_list_first() => Assert.Equal(["zz"], TagRules.Normalise(["zz", "zz", "aa"], 2)!);

    [Fact]
    public void Normalise_counts_characters_of_any_plane()
    {
        Assert.NotNull(TagRules.Normalise([new string('x', 96)], 16));
        Assert.Null(TagRules.Normalise([new string('x', 97)], 16));
        Assert.NotNull(TagRules.Normalise(["a" + string.Concat(Enumerable.Repeat("𝒳", 95))], 16));
    }

    [Theory]
    [InlineData("email:alice@example.com", "email", "alice@example.com")]
    [InlineData("ab:c", "ab", "c")]
    [InlineData("a_b:c", "a_b", "c")]
    [InlineData("abcdefghijklmnop:x", "abcdefghijklmnop", "x")]
    [InlineData("ab:тег", "ab", "тег")]
    [InlineData("tag", "", "tag")]
    [InlineData("тег", "", "тег")]
    [InlineData("-x", "", "-x")]
    public void Grammar_takes(string tag, string space, string value)
    {
        Assert.True(TagGrammar.TryParse(tag, out var actualSpace, out var actualValue));
        Assert.Equal((space, value), (actualSpace, actualValue));
    }

    [Theory]
    [InlineData("a:bb")]
    [InlineData("abcdefghijklmnopq:x")]
    [InlineData("1ab:c")]
    [InlineData("Ab:c")]
    [InlineData("ab:c:d")]
    [InlineData("ab: c")]
    [InlineData("ta g")]
    [InlineData("ab:")]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("ab:a,b")]
    [InlineData("ab:☺")]
    public void Grammar_refuses(string tag) => Assert.False(TagGrammar.TryParse(tag, out _, out _));

    [Fact]
    public void Filter_keeps_tags_of_the_namespaces() =>
        Assert.Equal(["ns1:tag1"], TagRules.Filter(Mixed, new HashSet<string> { "ns1", "xtra" }));

    [Fact]
    public void Filter_without_namespaces_keeps_nothing() => Assert.Empty(TagRules.Filter(Mixed, new HashSet<string>()));

    [Theory]
    [InlineData("ns1:tag1|ns2:tag2", true)]
    [InlineData("ns2:tag2|other|ns1:tag1", true)]
    [InlineData("ns1:tag1|ns2:tag3", false)]
    [InlineData("ns1:tag1", false)]
    public void Restricted_tags_are_compared_in_any_order(string after, bool expected) => Assert.Equal(
        expected, TagRules.RestrictedEqual(["ns1:tag1", "ns2:tag2"], after.Split('|'), new HashSet<string> { "ns1", "ns2" }));

    [Fact]
    public void One_tag_of_a_unique_namespace_is_allowed()
    {
        Assert.False(TagRules.HasDuplicateNamespace(Mixed, "ns1"));
        Assert.True(TagRules.HasDuplicateNamespace([.. Mixed, "ns1:tag2"], "ns1"));
        Assert.False(TagRules.HasDuplicateNamespace(Mixed, ""));
    }

    [Theory]
    [InlineData("abc def fff", "abc def fff", "", "", "abc def fff")]
    [InlineData("", "", "", "", "")]
    [InlineData("aa xx bb aa bb", "yy aa", "yy", "aa bb bb xx", "aa")]
    [InlineData("bb aa bb", "yy aa bb zzz zzz cc", "cc yy zzz zzz", "bb", "aa bb")]
    [InlineData("aa aa aa", "aa aa aa", "", "", "aa aa aa")]
    public void Delta_matches_one_to_one(string before, string after, string added, string removed, string both)
    {
        var delta = TagRules.Delta(Words(before), Words(after));
        Assert.Equal(Words(added), delta.Added);
        Assert.Equal(Words(removed), delta.Removed);
        Assert.Equal(Words(both), delta.Both);
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
