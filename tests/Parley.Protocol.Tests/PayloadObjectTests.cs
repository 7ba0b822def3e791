namespace Parley.Protocol.Tests;

public class PayloadObjectTests
{
    private static readonly Payload Object = Payload.FromJson("""{"a": 1, "\u0062":[1, 2], "a":{"x" : 1}}""");

    [Theory]
    [InlineData("a", """{"x" : 1}""")]
    [InlineData("b", "[1, 2]")]
    public void Member_is_found_by_its_name_and_the_last_one_counts(string name, string value)
    {
        Assert.True(PayloadObject.TryGet(Object, name, out var found));
        Assert.Equal(value, found.ToString());
    }

    [Theory]
    [InlineData("""{"a":1}""", "b")]
    [InlineData("""{"a":1}""", "A")]
    [InlineData("""["a"]""", "a")]
    [InlineData("\"a\"", "a")]
    [InlineData("null", "a")]
    public void Other_members_are_not_there(string json, string name) =>
        Assert.False(PayloadObject.TryGet(Payload.FromJson(json), name, out _));

    [Fact]
    public void Null_is_a_member_without_value()
    {
        Assert.True(PayloadObject.TryGet(Payload.FromJson("""{"a":null}"""), "a", out var value));
        Assert.True(value.IsNull);
    }

    [Theory]
    [InlineData("""{"a": 1.0,"b":2}""", "a", """{"a":3,"b":2}""")]
    [InlineData("""{"a": 1.0}""", "b", """{"a":1.0,"b":3}""")]
    [InlineData("null", "b", """{"b":3}""")]
    [InlineData("\"text\"", "ä\"", """{"ä\"":3}""")]
    public void With_replaces_or_adds(string json, string name, string result) =>
        Assert.Equal(result, PayloadObject.With(Payload.FromJson(json), name, Payload.FromJson("3")).ToString());

    [Theory]
    [InlineData("""{"a": 1.0,"b":2,"a":3}""", """{"b":2}""")]
    [InlineData("""{"b":2}""", """{"b":2}""")]
    [InlineData("""{"a":2}""", "")]
    [InlineData("{}", "")]
    [InlineData("null", "")]
    public void Without_leaves_no_value_if_nothing_remains(string json, string result) =>
        Assert.Equal(result, PayloadObject.Without(Payload.FromJson(json), "a").ToString());

    [Fact]
    public void Members_make_the_object_again()
    {
        var members = PayloadObject.Members(Object);

        Assert.Equal(["a", "b"], members.Select(m => m.Key));
        Assert.Equal("""{"a":{"x" : 1},"b":[1, 2]}""", PayloadObject.FromMembers(members).ToString());
        Assert.Equal("{}", PayloadObject.FromMembers([]).ToString());
    }
}
