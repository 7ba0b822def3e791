using Google.Protobuf;
using Google.Protobuf.Collections;
using Parley.Protocol.Grpc;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;

namespace Parley.Protocol.Tests.Grpc;

public class ProtobufDecodeClientTests
{
    private static ClientPacket? Read(IMessage message) => ProtobufPacketCodec.Shared.DecodeClient(message.ToByteArray());

    private static T Read<T>(Pbx.ClientMsg message) where T : ClientPacket => Assert.IsType<T>(Read(message));

    private static ByteString Utf8(string text) => ByteString.CopyFromUtf8(text);

    [Fact]
    public void A_message_without_a_packet_is_none()
    {
        Assert.Null(Read(new Pbx.ClientMsg()));
        Assert.Null(Read(new Pbx.ClientMsg { Extra = new Pbx.ClientExtra { OnBehalfOf = "usrA" } }));
    }

    [Fact]
    public void A_packet_with_nothing_set_is_read()
    {
        Assert.Null(Read<HiPacket>(new Pbx.ClientMsg { Hi = new Pbx.ClientHi() }).Version);
        Assert.Equal(MetaParts.None, Read<SetPacket>(new Pbx.ClientMsg { Set = new Pbx.ClientSet() }).Query.Parts);
        Assert.Equal(MetaParts.None, Read<GetPacket>(new Pbx.ClientMsg { Get = new Pbx.ClientGet() }).Query.Parts);
        Assert.Null(Read<SubPacket>(new Pbx.ClientMsg { Sub = new Pbx.ClientSub() }).Set);
    }

    [Theory]
    [InlineData(0, DelWhat.Message), InlineData(1, DelWhat.Message), InlineData(2, DelWhat.Topic), InlineData(3, DelWhat.Subscription)]
    [InlineData(4, DelWhat.User), InlineData(5, DelWhat.Credential), InlineData(6, DelWhat.Unknown), InlineData(-1, DelWhat.Unknown)]
    public void A_deletion_of_an_unknown_kind_is_not_one_of_messages(int number, DelWhat what) =>
        Assert.Equal(what, Read<DelPacket>(new Pbx.ClientMsg { Del = new Pbx.ClientDel { What = (Pbx.ClientDel.Types.What)number } }).What);

    [Theory]
    [InlineData(0, NoteWhat.None), InlineData(4, NoteWhat.Call), InlineData(5, NoteWhat.None), InlineData(7, NoteWhat.None)]
    public void A_note_of_an_unknown_kind_is_a_note_of_nothing(int number, NoteWhat what) =>
        Assert.Equal(what, Read<NotePacket>(new Pbx.ClientMsg { Note = new Pbx.ClientNote { What = (Pbx.InfoNote)number } }).What);

    [Theory]
    [InlineData(0, null), InlineData(10, "anon"), InlineData(20, "auth"), InlineData(30, "root"), InlineData(31, "31")]
    public void A_level_of_an_unknown_number_is_not_taken_for_none(int number, string? word) =>
        Assert.Equal(word, Read<HiPacket>(
            new Pbx.ClientMsg { Hi = new Pbx.ClientHi(), Extra = new Pbx.ClientExtra { AuthLevel = (Pbx.AuthLevel)number } }).Extra!.AuthLevel);

    [Theory]
    [InlineData("not json"), InlineData(""), InlineData("null"), InlineData("1 2")]
    public void Content_that_is_no_JSON_is_no_content(string json) =>
        Assert.True(Read<PubPacket>(new Pbx.ClientMsg { Pub = new Pbx.ClientPub { Content = Utf8(json) } }).Content.IsNull);

    [Fact]
    public void Members_of_the_head_that_are_no_JSON_are_left_out()
    {
        var pub = new Pbx.ClientPub();
        pub.Head.Add(new MapField<string, ByteString> { ["a"] = Utf8("not json"), ["b"] = Utf8("\"good\""), ["c"] = ByteString.Empty });
        Assert.Equal("""{"b":"good"}""", Read<PubPacket>(new Pbx.ClientMsg { Pub = pub }).Head.ToString());
    }

    [Fact]
    public void A_description_that_cannot_be_read_is_there_and_an_empty_one_is_not()
    {
        Assert.Equal(MetaParts.Desc, Read<SetPacket>(Set(new Pbx.SetDesc { Public = Utf8("{") })).Query.Parts);
        Assert.Equal(MetaParts.None, Read<SetPacket>(Set(new Pbx.SetDesc { DefaultAcs = new Pbx.DefaultAcsMode() })).Query.Parts);

        static Pbx.ClientMsg Set(Pbx.SetDesc desc) => new() { Set = new Pbx.ClientSet { Query = new Pbx.SetQuery { Desc = desc } } };
    }

    [Fact]
    public void Aux_is_read()
    {
        var query = new Pbx.SetQuery();
        query.Aux["pins"] = Utf8("[1,2]");
        Assert.Equal("""{"pins":[1,2]}""",
            Read<SetPacket>(new Pbx.ClientMsg { Set = new Pbx.ClientSet { Query = query } }).Query.Aux.ToString());
    }

    [Theory]
    [InlineData(1_700_000_000_123, "2023-11-14T22:13:20.1230000Z"), InlineData(-1, "1969-12-31T23:59:59.9990000Z")]
    [InlineData(long.MinValue, "0001-01-01T00:00:00.0000000Z"), InlineData(long.MaxValue, "9999-12-31T23:59:59.9990000Z")]
    public void Times_are_milliseconds_and_those_out_of_range_the_first_or_last(long milliseconds, string time)
    {
        var query = new Pbx.GetQuery { What = "desc", Desc = new Pbx.GetOpts { IfModifiedSince = milliseconds } };
        Assert.Equal(time, Read<GetPacket>(new Pbx.ClientMsg { Get = new Pbx.ClientGet { Query = query } })
            .Query.Desc!.IfModifiedSince!.Value.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(1000, false), InlineData(1001, true), InlineData(100_000, true)]
    public void Content_nested_too_deep_is_no_content(int depth, bool isNull)
    {
        var json = new string('[', depth) + new string(']', depth);
        Assert.Equal(isNull, Read<PubPacket>(new Pbx.ClientMsg { Pub = new Pbx.ClientPub { Content = Utf8(json) } }).Content.IsNull);
    }

    [Fact]
    public void Groups_nested_without_end_are_refused()
    {
        // Field 99 begins a group, which begins a group...
        var bytes = Enumerable.Repeat(new byte[] { 0x9B, 0x06 }, 200_000).SelectMany(tag => tag).ToArray();
        Assert.Null(ProtobufPacketCodec.Shared.DecodeClient(bytes));
    }

    [Theory]
    [InlineData("0a"), InlineData("0a05"), InlineData("ffffffffffffffffff"), InlineData("0aff7f"), InlineData("00")]
    public void What_is_no_message_is_none(string hex) =>
        Assert.Null(ProtobufPacketCodec.Shared.DecodeClient(Convert.FromHexString(hex)));

    [Fact]
    public void Fields_that_the_contract_does_not_have_are_ignored()
    {
        byte[] frame = [.. new Pbx.ClientMsg { Hi = new Pbx.ClientHi { Id = "1" } }.ToByteArray(), 0xF8, 0x7F, 1];
        Assert.Equal("1", Assert.IsType<HiPacket>(ProtobufPacketCodec.Shared.DecodeClient(frame)).Id);
    }
}
