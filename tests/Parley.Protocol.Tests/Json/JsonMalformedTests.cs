using System.Text;
using Parley.Protocol.Json;
using Parley.Protocol.Packets;

namespace Parley.Protocol.Tests.Json;

/// <summary>What the reference answers with 400 and without an id, because it cannot read it.</summary>
public class JsonMalformedTests
{
    private const string Hi = """{"hi":{"id":"1","ver":"0.25"}}""";

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("hello")]
    [InlineData("null")]
    [InlineData("123")]
    [InlineData("-")]
    [InlineData("\"text\"")]
    [InlineData("[]")]
    [InlineData("""[{"hi":{"ver":"0.25"}}]""")]
    [InlineData("true")]
    [InlineData(Hi + " x")]
    [InlineData(Hi + Hi)]
    [InlineData("{'hi':{'ver':'0.25'}}")]
    [InlineData("""{"hi":{"ver":"0.25",}}""")]
    [InlineData("""{hi:{ver:"0.25"}}""")]
    [InlineData("/* c */ {}")]
    [InlineData("\ufeff{}")]
    [InlineData("\ufeff" + Hi)]
    [InlineData(Hi + "// c")]
    [InlineData("{\"get\":{\"id\":\"a\u0001b\",\"topic\":\"me\",\"what\":\"desc\"}}")]
    [InlineData("""{"hi":{"id":"\x"}}""")]
    [InlineData("""{"hi":{"id":"\u12"}}""")]
    public void Text_that_is_no_object(string text) => Assert.Null(Decode(text));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"hi":null}""")]
    [InlineData("""{"login":null}""")]
    [InlineData("""{"extra":{}}""")]
    [InlineData("""{"extra":null}""")]
    [InlineData("""{"extra":{"obo":"usrAQAAAAAAAAA"}}""")]
    [InlineData("""{"hello":{}}""")]
    [InlineData("""{"ctrl":{"id":"1","code":200}}""")]
    [InlineData("""{"data":{"topic":"me"}}""")]
    [InlineData("""{"pres":{}}""")]
    [InlineData("""{"foo":1}""")]
    public void Object_without_a_packet(string text) => Assert.Null(Decode(text));

    [Theory]
    [InlineData("""{"hi":[]}""")]
    [InlineData("""{"hi":"0.25"}""")]
    [InlineData("""{"hi":{"ver":25}}""")]
    [InlineData("""{"hi":{"bkg":"yes"}}""")]
    [InlineData("""{"login":{"scheme":"basic","secret":"***"}}""")]
    [InlineData("""{"login":{"scheme":"basic","secret":5}}""")]
    [InlineData("""{"login":{"scheme":"basic","secret":"YWI"}}""")]
    [InlineData("""{"login":{"scheme":"basic","secret":"YW I="}}""")]
    [InlineData("""{"login":{"scheme":1}}""")]
    [InlineData("""{"login":{"cred":{}}}""")]
    [InlineData("""{"login":{"cred":[1]}}""")]
    [InlineData("""{"login":{"cred":[{"params":[]}]}}""")]
    [InlineData("""{"acc":{"login":"true"}}""")]
    [InlineData("""{"acc":{"tags":"a,b"}}""")]
    [InlineData("""{"acc":{"tags":[1,2]}}""")]
    [InlineData("""{"acc":{"desc":[]}}""")]
    [InlineData("""{"acc":{"secret":"a-_b"}}""")]
    [InlineData("""{"sub":{"topic":5}}""")]
    [InlineData("""{"sub":{"topic":"me","get":"desc"}}""")]
    [InlineData("""{"sub":{"topic":"me","set":[]}}""")]
    [InlineData("""{"leave":{"topic":"me","unsub":1}}""")]
    [InlineData("""{"pub":{"topic":"me","head":"x"}}""")]
    [InlineData("""{"pub":{"topic":"me","head":[]}}""")]
    [InlineData("""{"pub":{"topic":"me","noecho":"x"}}""")]
    [InlineData("""{"get":{"topic":"me","what":["desc"]}}""")]
    [InlineData("""{"get":{"topic":"me","what":"data","data":{"since":"1"}}}""")]
    [InlineData("""{"get":{"topic":"me","what":"data","data":{"since":1.5}}}""")]
    [InlineData("""{"get":{"topic":"me","what":"data","data":{"since":1e30}}}""")]
    [InlineData("""{"get":{"topic":"me","what":"data","data":{"since":1.0}}}""")]
    [InlineData("""{"get":{"topic":"me","what":"data","data":{"since":1e2}}}""")]
    [InlineData("""{"get":{"topic":"me","what":"data","data":{"since":9223372036854775808}}}""")]
    [InlineData("""{"get":{"topic":"me","what":"desc","desc":{"ims":12345}}}""")]
    [InlineData("""{"set":{"topic":"me","tags":{}}}""")]
    [InlineData("""{"set":{"topic":"me","sub":{"mode":7}}}""")]
    [InlineData("""{"set":{"topic":"me","aux":[]}}""")]
    [InlineData("""{"del":{"topic":"me","delseq":{"low":1}}}""")]
    [InlineData("""{"del":{"topic":"me","delseq":[1]}}""")]
    [InlineData("""{"del":{"topic":"me","hard":"x"}}""")]
    [InlineData("""{"del":{"topic":"me","what":1}}""")]
    [InlineData("""{"note":{"topic":"me","seq":"1"}}""")]
    [InlineData("""{"pub":{"topic":"me","content":"x"},"extra":[]}""")]
    [InlineData("""{"pub":{"topic":"me","content":"x"},"extra":{"attachments":"x"}}""")]
    // A member of the wrong type spoils the packet even where it would not count.
    [InlineData("""{"pub":{"topic":"me"},"note":{"seq":"1"}}""")]
    public void Member_of_the_wrong_type(string text) => Assert.Null(Decode(text));

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2020-01-01")]
    [InlineData("2020-01-01 00:00:00Z")]
    [InlineData("2020-13-01T00:00:00Z")]
    [InlineData("2020-02-30T00:00:00Z")]
    [InlineData("2020-01-01T24:00:00Z")]
    [InlineData("2020-01-01T00:60:00Z")]
    [InlineData("2020-01-01T00:00:00")]
    [InlineData("2020-01-01T00:00:00.Z")]
    [InlineData("2020-01-01T00:00:00.5")]
    [InlineData("2020-01-01T00:00:00,5Z")]
    [InlineData("2020-01-01t00:00:00z")]
    [InlineData("2020-01-01T00:00:00+0300")]
    [InlineData("2020-01-01T00:00:00+03")]
    [InlineData("2020-01-01T00:00:00+24:00")]
    [InlineData("2020-1-01T00:00:00Z")]
    [InlineData("20200101T000000Z")]
    [InlineData("2020-01-01T00:00:00Z ")]
    public void Time_of_another_form(string time) =>
        Assert.Null(Decode($$$$"""{"get":{"id":"1","topic":"me","what":"desc","desc":{"ims":"{{{{time}}}}"}}}"""));

    [Fact]
    public void Nesting_without_end() =>
        Assert.Null(Decode($$$"""{"pub":{"content":{{{new string('[', 12000)}}}{{{new string(']', 12000)}}}}}"""));

    private static ClientPacket? Decode(string text) => new JsonPacketCodec().DecodeClient(Encoding.UTF8.GetBytes(text));
}
