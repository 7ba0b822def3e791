using System.Text;
using Parley.Protocol.Json;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;

namespace Parley.Protocol.Tests.Json;

public class JsonDecodeClientTests
{
    [Fact]
    public void Blanks_around_the_object_are_fine() =>
        Assert.Equal("0.25", Decode<HiPacket>(" \n\t{\"hi\":{\"id\":\"1\",\"ver\":\"0.25\"}}\r\n ").Version);

    [Theory]
    [InlineData("""{"HI":{"VER":"0.25"}}""")]
    [InlineData("""{"Hi":{"ver":"0.25"}}""")]
    [InlineData("""{"\u0068i":{"\u0056er":"0\u002e25"}}""")]
    public void Names_match_whatever_their_case_and_escapes(string text) =>
        Assert.Equal("0.25", Decode<HiPacket>(text).Version);

    [Fact]
    public void Unknown_members_are_skipped_whatever_they_hold()
    {
        var hi = Decode<HiPacket>("""{"foo":{"hi":1,"x":[[{}]]},"hi":{"bar":{"ver":1},"averylongnameofamember":1,"ver":"0.25"},"data":3}""");

        Assert.Equal("0.25", hi.Version);
    }

    [Fact]
    public void Null_is_not_supplied()
    {
        var acc = Decode<AccPacket>("""
            {"acc":{"id":null,"user":"new","secret":null,"login":null,"tags":null,"desc":null,"cred":null},"pub":null,"extra":null}
            """);

        Assert.Equal(new AccPacket { User = "new" }, acc);
    }

    [Fact]
    public void Of_a_member_given_twice_the_last_one_counts() =>
        Assert.Equal("2", Decode<HiPacket>("""{"hi":{"id":"1","ID":"2"}}""").Id);

    [Theory]
    [InlineData(9, true), InlineData(10, false), InlineData(5_000, false)]
    public void An_object_given_again_and_again_spoils_the_packet(int times, bool isRead)
    {
        var heads = string.Join(',', Enumerable.Range(0, times).Select(i => $"\"head\":{{\"k{i}\":1}}"));
        var packet = (PubPacket?)new JsonPacketCodec().DecodeClient(Encoding.UTF8.GetBytes($"{{\"pub\":{{{heads}}}}}"));
        Assert.Equal(isRead, packet is not null);
        if (packet is not null)
            Assert.Equal(times, PayloadObject.Members(packet.Head).Count);
    }

    [Fact]
    public void Objects_given_twice_are_merged()
    {
        var get = Decode<GetPacket>("""{"get":{"what":"desc","data":{"since":1}},"get":{"id":"4","data":{"before":9}}}""");
        var pub = Decode<PubPacket>("""{"pub":{"head":{"a":1,"b":2},"content":{"a":1},"head":{"b":3},"content":{"b":1}}}""");

        Assert.Equal(("4", "desc", 1, 9), (get.Id, get.Query.What, get.Query.Data!.Since, get.Query.Data.Before));
        Assert.Equal("""{"a":1,"b":3}""", pub.Head.ToString());
        Assert.Equal("""{"b":1}""", pub.Content.ToString());
    }

    [Theory]
    [InlineData("pub")]
    [InlineData("sub")]
    [InlineData("leave")]
    [InlineData("hi")]
    [InlineData("login")]
    [InlineData("get")]
    [InlineData("set")]
    [InlineData("del")]
    [InlineData("acc")]
    [InlineData("note")]
    public void Of_several_packets_the_first_in_a_fixed_order_counts(string first)
    {
        string[] order = ["pub", "sub", "leave", "hi", "login", "get", "set", "del", "acc", "note"];
        var rest = order.SkipWhile(name => name != first).Reverse().Select(name => $$$"""
            "{{{name}}}":{}
            """);

        var packet = Decode<ClientPacket>("{" + string.Join(',', rest) + "}");

        Assert.Equal(first + "packet", packet.GetType().Name, ignoreCase: true);
    }

    [Fact]
    public void Broken_UTF8_becomes_the_replacement_character()
    {
        byte[] frame = [.. "{\"get\":{\"id\":\""u8, 0xc3, 0x28, 0xff, .. "\",\"topic\":\"me\"}}"u8];

        Assert.Equal("\ufffd(\ufffd", new JsonPacketCodec().DecodeClient(frame)?.Id);
    }

    [Theory]
    [InlineData("""\ud800""", "\ufffd")]
    [InlineData("""\udc00x""", "\ufffdx")]
    [InlineData("""\ud800\ud800""", "\ufffd\ufffd")]
    [InlineData("""\ud83d\ude00""", "😀")]
    [InlineData("""\uD83D\uDE00\uDE00""", "😀\ufffd")]
    [InlineData("""\\ud800""", """\ud800""")]
    [InlineData("""\\\ud800""", "\\\ufffd")]
    [InlineData("""\ud800\u0041""", "\ufffdA")]
    [InlineData("""\ud800\n""", "\ufffd\n")]
    public void Half_a_surrogate_pair_becomes_the_replacement_character(string escaped, string text)
    {
        var pub = Decode<PubPacket>($$$"""{"pub":{"id":"{{{escaped}}}","content":["{{{escaped}}}"],"{{{escaped}}}":1}}""");

        Assert.Equal(text, pub.Id);
        Assert.True(Payload.TryParse(pub.Content.Utf8.Span, out var content));
        Assert.Equal(pub.Content, content);
        Assert.Equal(text, new Payload(content.Utf8[1..^1]).AsString());
    }

    [Fact]
    public void Opaque_values_stay_the_text_that_they_are()
    {
        var pub = Decode<PubPacket>("""{"pub":{"content": { "a" : 1.50, "b":[1e3 ,"\u00e4"] } ,"head": {"x" :1} }}""");

        Assert.Equal("""{ "a" : 1.50, "b":[1e3 ,"\u00e4"] }""", pub.Content.ToString());
        Assert.Equal("""{"x" :1}""", pub.Head.ToString());
    }

    [Theory]
    [InlineData(50)]
    [InlineData(500)]
    public void Content_may_be_deep(int depth)
    {
        var content = new string('[', depth) + new string(']', depth);

        Assert.Equal(content, Decode<PubPacket>($$$"""{"pub":{"content":{{{content}}}}}""").Content.ToString());
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("YWI6Yw==", "ab:c")]
    [InlineData("YWI6\\r\\nYw==\\n", "ab:c")]
    [InlineData("Pz8/Pj4+", "???>>>")]
    public void Secrets_are_base64_with_padding(string base64, string secret) =>
        Assert.Equal(Encoding.ASCII.GetBytes(secret), Decode<LoginPacket>($$$"""{"login":{"secret":"{{{base64}}}"}}""").Secret);

    [Theory]
    [InlineData("2020-01-01T00:00:00+03:00", "2019-12-31T21:00:00.0000000Z")]
    [InlineData("2020-01-01T00:00:00-23:59", "2020-01-01T23:59:00.0000000Z")]
    [InlineData("2020-01-01T00:00:00.123456789Z", "2020-01-01T00:00:00.1234567Z")]
    [InlineData("2020-02-29T23:59:59.5Z", "2020-02-29T23:59:59.5000000Z")]
    [InlineData("0001-01-01T00:00:00+01:00", "0001-01-01T00:00:00.0000000Z")]
    [InlineData("0000-02-29T00:00:00Z", "0001-01-01T00:00:00.0000000Z")]
    [InlineData("9999-12-31T23:59:59.9999999-01:00", "9999-12-31T23:59:59.9999999Z")]
    public void Times_have_any_offset_and_fraction(string ims, string utc)
    {
        var time = Decode<GetPacket>($$$$"""{"get":{"desc":{"ims":"{{{{ims}}}}"}}}""").Query.Desc!.IfModifiedSince;

        Assert.Equal(utc, time!.Value.ToString("O"));
    }

    [Theory]
    [InlineData("null", DelWhat.Message)]
    [InlineData("\"\"", DelWhat.Message)]
    [InlineData("\"msg\"", DelWhat.Message)]
    [InlineData("\"topic\"", DelWhat.Topic)]
    [InlineData("\"sub\"", DelWhat.Subscription)]
    [InlineData("\"user\"", DelWhat.User)]
    [InlineData("\"cred\"", DelWhat.Credential)]
    [InlineData("\"Topic\"", DelWhat.Unknown)]
    [InlineData("\"foo\"", DelWhat.Unknown)]
    public void Unknown_words_never_delete_messages(string what, DelWhat meaning) =>
        Assert.Equal(meaning, Decode<DelPacket>($$$"""{"del":{"what":{{{what}}}}}""").What);

    [Theory]
    [InlineData("read", NoteWhat.Read)]
    [InlineData("recv", NoteWhat.Recv)]
    [InlineData("kp", NoteWhat.KeyPress)]
    [InlineData("kpa", NoteWhat.KeyPressAudio)]
    [InlineData("kpv", NoteWhat.KeyPressVideo)]
    [InlineData("call", NoteWhat.Call)]
    [InlineData("data", NoteWhat.Data)]
    [InlineData("foo", NoteWhat.None)]
    public void Notes_have_words(string word, NoteWhat what) =>
        Assert.Equal(what, Decode<NotePacket>($$$"""{"note":{"what":"{{{word}}}","seq":-1}}""").What);

    [Fact]
    public void Queries_stand_among_the_members_of_get_and_set_and_by_themselves_in_sub()
    {
        var get = Decode<GetPacket>("""{"get":{"topic":"me","what":"desc del","del":{"limit":3,"ranges":[{"low":1,"hi":4},{"low":7}]}}}""");
        var set = Decode<SetPacket>("""{"set":{"topic":"me","desc":{"public":{"fn":"x"}},"sub":{"mode":"JR"},"tags":[],"aux":{"a":1}}}""");
        var sub = Decode<SubPacket>("""{"sub":{"topic":"new","set":{"desc":{"defacs":{"auth":"JR"}}},"get":{"what":"sub"}}}""");

        Assert.Equal([new SeqRange(1, 4), new SeqRange(7)], get.Query.Del!.Ranges!);
        Assert.Equal(MetaParts.Desc | MetaParts.Sub | MetaParts.Tags | MetaParts.Aux, set.Query.Parts);
        Assert.Equal("""{"fn":"x"}""", set.Query.Desc!.Public.ToString());
        Assert.Equal(new DefaultAccessPart("JR", null), sub.Set!.Desc!.DefaultAccess);
        Assert.Equal(MetaParts.Sub, sub.Get!.Parts);
    }

    [Fact]
    public void Extra_stands_beside_any_packet()
    {
        var packet = Decode<PubPacket>("""
            {"extra":{"attachments":["/v0/file/s/1.txt"],"obo":"usrAQAAAAAAAAA","authlevel":"auth"},"pub":{"topic":"me"}}
            """);

        Assert.Equal(["/v0/file/s/1.txt"], packet.Extra!.Attachments!);
        Assert.Equal(("usrAQAAAAAAAAA", "auth"), (packet.Extra.OnBehalfOf, packet.Extra.AuthLevel));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("\"***\"")]
    [InlineData("{}")]
    public void Token_of_an_account_is_not_looked_at(string token) =>
        Assert.Equal(new AccPacket { User = "new" }, Decode<AccPacket>($$$"""{"acc":{"token":{{{token}}},"user":"new"}}"""));

    [Fact]
    public void Frame_may_be_reused_afterwards()
    {
        var frame = """{"pub":{"topic":"me","content":"text"}}"""u8.ToArray();

        var pub = (PubPacket)new JsonPacketCodec().DecodeClient(frame)!;
        frame.AsSpan().Clear();

        Assert.Equal("text", pub.Content.AsString());
    }

    private static T Decode<T>(string text) where T : ClientPacket =>
        Assert.IsType<T>(new JsonPacketCodec().DecodeClient(Encoding.UTF8.GetBytes(text)), exactMatch: false);
}
