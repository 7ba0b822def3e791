using System.Text;

namespace Parley.Protocol.Tests;

public class PayloadTests
{
    [Theory]
    [InlineData(" {\"a\" : 1} ", "{\"a\" : 1}")]
    [InlineData("12", "12")]
    [InlineData("null", "")]
    [InlineData("", "")]
    [InlineData("\"\\ud800\"", "\"\\ufffd\"")]
    public void Value_from_outside_is_kept_as_its_text(string text, string value)
    {
        Assert.True(Payload.TryParse(Encoding.UTF8.GetBytes(text), out var parsed));
        Assert.Equal(value, parsed.ToString());
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("text")]
    [InlineData("1 2")]
    [InlineData("{} x")]
    [InlineData("'a'")]
    public void Text_that_is_no_JSON_is_no_value(string text) => Assert.False(Payload.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void Depth_is_limited()
    {
        static byte[] Deep(int depth) => Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth));

        Assert.True(Payload.TryParse(Deep(Payload.DepthMax), out _));
        Assert.False(Payload.TryParse(Deep(Payload.DepthMax + 1), out _));
    }

    [Theory]
    [InlineData("\"␡\"", true)]
    [InlineData("\"\\u2421\"", true)]
    [InlineData("\"␡ \"", false)]
    [InlineData("[\"␡\"]", false)]
    [InlineData("123", false)]
    [InlineData("null", false)]
    public void One_string_asks_for_removal(string json, bool isClear) => Assert.Equal(isClear, Payload.FromJson(json).IsClear);

    [Theory]
    [InlineData("plain")]
    [InlineData("\"quotes\" \\ \n \u0001 ä 日本 😀 <b>&'+")]
    public void Text_survives(string text) => Assert.Equal(text, Payload.FromString(text).AsString());

    [Theory]
    [InlineData("{}", true)]
    [InlineData("{ \n}", true)]
    [InlineData("{\"a\":1}", false)]
    [InlineData("[]", false)]
    [InlineData("null", false)]
    public void Empty_object_is_recognised(string json, bool isEmpty) => Assert.Equal(isEmpty, Payload.FromJson(json).IsEmptyObject);
}
