using Parley.Topics.Tags;

namespace Parley.Topics.Tests.Tags;

public sealed class SearchQueryParserTests
{
    [Theory]
    [InlineData("tag1 tag2 tag3", "tag1|tag2|tag3", "")]
    [InlineData("tag1,tag2,tag3", "", "tag1|tag2|tag3")]
    [InlineData("tag1 tag2,tag3", "tag1", "tag2|tag3")]
    [InlineData("tag1 tag2,tag3 \"tag4 tag5\"", "tag1|tag4 tag5", "tag2|tag3")]
    [InlineData("tag1,tag2 tag3", "tag3", "tag1|tag2")]
    [InlineData("\"tag1 tag2\" tag3,tag4", "tag1 tag2", "tag3|tag4")]
    [InlineData("tag1 \"tag2 tag3\"", "tag1|tag2 tag3", "")]
    [InlineData("tag1, tag2, tag3", "", "tag1|tag2|tag3")]
    [InlineData("tag1 , tag2 ,tag3", "", "tag1|tag2|tag3")]
    [InlineData("tag1     ,    tag2     tag3", "tag3", "tag1|tag2")]
    [InlineData("tag1 \"tag2\" tag3", "tag1|tag2|tag3", "")]
    [InlineData("a,", "", "a")]
    [InlineData(",a", "", "a")]
    [InlineData("a ,", "", "a")]
    [InlineData(", a b", "b", "a")]
    [InlineData(",", "", "")]
    [InlineData("\"\"", "", "")]
    [InlineData("a\tb", "a|b", "")]
    [InlineData("a  b", "a|b", "")]
    [InlineData("A B,C", "a", "b|c")]
    [InlineData("\"a,b\" c", "a,b|c", "")]
    [InlineData("a,\"b c\",d", "", "a|b c|d")]
    [InlineData("a b,c d,e f", "a|f", "b|c|d|e")]
    [InlineData("a b c,d", "a|b", "c|d")]
    [InlineData("a,b c d", "c|d", "a|b")]
    [InlineData("x,y z,w v", "v", "x|y|z|w")]
    [InlineData("flowers, travel puppies, kittens", "", "flowers|travel|puppies|kittens")]
    [InlineData("a:b c:d,e:f", "a:b", "c:d|e:f")]
    [InlineData("тест слово,Другое", "тест", "слово|другое")]
    [InlineData("-a +b", "-a|+b", "")]
    [InlineData("\"a\"b", "\"a\"b", "")]
    [InlineData("a\nb", "a\nb", "")]
    public void Terms_are_required_unless_a_comma_is_beside_them(string query, string required, string optional)
    {
        var terms = SearchQueryParser.Parse(query);
        Assert.NotNull(terms);
        Assert.Equal((required, optional), (string.Join('|', terms.Required), string.Join('|', terms.Optional)));
    }

    [Theory]
    [InlineData("tag1 \"unterminated quote")]
    [InlineData("tag1,,tag2")]
    [InlineData("tag1\"tag2\" quote in the middle")]
    [InlineData("a , , b")]
    [InlineData(",,")]
    [InlineData(", ,")]
    [InlineData("\"a\"\"b\"")]
    [InlineData("\"")]
    [InlineData("")]
    [InlineData(" \t ")]
    [InlineData(null)]
    public void Wrong_quotes_and_commas_without_a_term_between_cannot_be_read(string? query) => Assert.Null(SearchQueryParser.Parse(query));
}
