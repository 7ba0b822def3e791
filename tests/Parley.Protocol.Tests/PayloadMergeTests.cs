namespace Parley.Protocol.Tests;

public class PayloadMergeTests
{
    [Theory]
    // Objects, as the reference tests them.
    [InlineData("""{"a":1,"b":2}""", """{"b":3,"c":4}""", """{"a":1,"b":3,"c":4}""", true)]
    [InlineData("""{"a":1,"b":{"x":1}}""", """{"b":{"y":2}}""", """{"a":1,"b":{"x":1,"y":2}}""", true)]
    [InlineData("""{"a":1,"b":{"x":1}}""", """{"b":{"x":"␡"}}""", """{"a":1,"b":{}}""", true)]
    [InlineData("""{"a":1,"b":2}""", "{}", """{"a":1,"b":2}""", false)]
    [InlineData("null", """{"a":1}""", """{"a":1}""", true)]
    [InlineData("""{"a":1}""", """{"a":"␡"}""", "{}", true)]
    // Values, as the reference tests them.
    [InlineData("""{"a":1}""", "\"␡\"", "null", true)]
    [InlineData("\"old\"", "\"new\"", "\"new\"", true)]
    [InlineData("\"old\"", "12345", "12345", true)]
    [InlineData("\"old\"", "\"␡\"", "null", true)]
    [InlineData("123", "456", "456", true)]
    [InlineData("123", "null", "123", false)]
    [InlineData("123", "true", "true", true)]
    [InlineData("[1,2]", "[3]", "[3]", true)]
    // What has been observed beside.
    [InlineData("""{"a":1}""", """{"a":1}""", """{"a":1}""", true)]
    [InlineData("\"same\"", "\"same\"", "\"same\"", true)]
    [InlineData("{}", """{"a":"␡"}""", "{}", true)]
    [InlineData("{}", """{"a":"\u2421"}""", "{}", true)]
    [InlineData("null", "\"␡\"", "null", false)]
    [InlineData("""{"a":1}""", """{"a":null}""", """{"a":1}""", false)]
    [InlineData("\"old\"", "{}", "\"old\"", false)]
    [InlineData("\"old\"", """{"a":null}""", "\"old\"", false)]
    [InlineData("\"old\"", """{"a":1}""", """{"a":1}""", true)]
    [InlineData("""{"a":1}""", """{"a":[]}""", """{"a":[]}""", true)]
    [InlineData("""{"a":{"x":1}}""", """{"a":{}}""", """{"a":{"x":1}}""", false)]
    // An object onto another value changes it only in the company of a change.
    [InlineData("""{"a":1}""", """{"a":{}}""", """{"a":1}""", false)]
    [InlineData("""{"a":1}""", """{"a":{},"b":1}""", """{"a":{},"b":1}""", true)]
    [InlineData("""{"x":{"a":1}}""", """{"x":{"a":{}},"b":1}""", """{"x":{"a":{}},"b":1}""", true)]
    // Marks of removal do not get stored with new members.
    [InlineData("null", """{"a":{"b":"␡","c":1}}""", """{"a":{"c":1}}""", true)]
    // Of a name given twice the last one counts.
    [InlineData("""{"a":1,"a":2,"b":0}""", """{"b":3,"b":4}""", """{"a":2,"b":4}""", true)]
    public void Patch_meets_the_stored_value(string stored, string patch, string result, bool isChanged)
    {
        var merged = PayloadMerge.Merge(Payload.FromJson(stored), Payload.FromJson(patch), out var changed);

        Assert.Equal(result, Text(merged));
        Assert.Equal(isChanged, changed);
    }

    [Fact]
    public void Untouched_members_keep_their_text()
    {
        var merged = PayloadMerge.Merge(
            Payload.FromJson("""{"a" : 1.50, "b": {"c" :  1e3}, "d": [ 12345678901234567890 ] }"""),
            Payload.FromJson("""{"e":"\u00e4"}"""), out _);

        Assert.Equal("""{"a":1.50,"b":{"c" :  1e3},"d":[ 12345678901234567890 ],"e":"\u00e4"}""", Text(merged));
    }

    [Fact]
    public void Stored_value_is_not_changed_in_place()
    {
        var stored = Payload.FromJson("""{"a":{"b":1}}""");

        PayloadMerge.Merge(stored, Payload.FromJson("""{"a":{"b":2}}"""), out _);

        Assert.Equal("""{"a":{"b":1}}""", stored.ToString());
    }

    [Fact]
    public void Depth_that_packets_allow_is_merged_on_the_stack_of_any_thread()
    {
        string Nested(string inner) =>
            string.Concat(Enumerable.Repeat("{\"a\":", Payload.DepthMax)) + inner + new string('}', Payload.DepthMax);
        var (result, changed) = ("", false);

        var thread = new Thread(
            () => result = Text(PayloadMerge.Merge(Payload.FromJson(Nested("1")), Payload.FromJson(Nested("2")), out changed)),
            maxStackSize: 512 * 1024);
        thread.Start();
        thread.Join();

        Assert.True(changed);
        Assert.Equal(Nested("2"), result);
    }

    private static string Text(Payload value) => value.IsNull ? "null" : value.ToString();
}
