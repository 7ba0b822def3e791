using System.Buffers;
using System.Text;
using Parley.Protocol.Json;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;

namespace Parley.Protocol.Tests.Json;

public class JsonEncodeServerTests
{
    private static readonly DateTime Time = new(2026, 3, 4, 5, 6, 7, 120, DateTimeKind.Utc);

    [Fact]
    public void Ctrl_has_always_code_and_time()
    {
        Assert.Equal(
            """{"ctrl":{"code":205,"text":"evicted","ts":"2026-03-04T05:06:07.12Z"}}""",
            Encode(new CtrlPacket { Code = ReplyCodes.Evicted, Timestamp = Time, Id = "", Topic = "" }));
        Assert.Equal(
            """{"ctrl":{"id":"1","topic":"me","params":{"seq":3},"code":202,"text":"accepted","ts":"2026-03-04T05:06:07.12Z"}}""",
            Encode(new CtrlPacket { Id = "1", Topic = "me", Code = ReplyCodes.Accepted, Params = ReplyParams.Seq(3), Timestamp = Time }));
    }

    [Fact]
    public void Data_has_always_topic_time_number_and_content()
    {
        Assert.Equal(
            """{"data":{"topic":"","ts":"2026-03-04T05:06:07.12Z","seq":0,"content":null}}""",
            Encode(new DataPacket { Timestamp = Time, Head = Payload.FromJson("{ }") }));
        Assert.Equal(
            """{"data":{"topic":"grpx","from":"usry","ts":"2026-03-04T05:06:07.12Z","seq":3,"head":{"mime" : "a"},"content":[ 1.0 ]}}""",
            Encode(new DataPacket
            {
                Topic = "grpx", From = "usry", Timestamp = Time, Seq = 3,
                Head = Payload.FromJson("""{"mime" : "a"}"""), Content = Payload.FromJson("[ 1.0 ]"),
            }));
    }

    [Fact]
    public void Pres_has_always_topic_and_what_and_tells_access_as_dacs()
    {
        Assert.Equal("""{"pres":{"topic":"me","what":"on"}}""", Encode(new PresPacket { Topic = "me", What = PresWhat.On, Ranges = [] }));
        Assert.Equal(
            """{"pres":{"topic":"me","src":"grpx","what":"del","clear":5,"delseq":[{"low":1,"hi":3},{"low":7}],"act":"usry"}}""",
            Encode(new PresPacket
            {
                Topic = "me", Source = "grpx", What = PresWhat.Deleted, DelId = 5, Ranges = [new(1, 3), new(7)], Actor = "usry",
            }));
        Assert.Equal(
            """{"pres":{"topic":"me","what":"acs","tgt":"usry","dacs":{"given":"+W-P"}}}""",
            Encode(new PresPacket { Topic = "me", What = PresWhat.Access, Target = "usry", Access = new AccessPart(null, "+W-P") }));
    }

    [Fact]
    public void Info_has_always_topic_and_what() =>
        Assert.Equal(
            """{"info":{"topic":"usrx","from":"usry","what":"call","seq":3,"event":"hang-up","payload":{}}}""",
            Encode(new InfoPacket
            {
                Topic = "usrx", From = "usry", What = NoteWhat.Call, Seq = 3, Event = CallEvent.HangUp, Payload = Payload.FromJson("{}"),
            }));

    [Fact]
    public void Meta_leaves_out_what_is_empty() =>
        Assert.Equal(
            """{"meta":{"topic":"me"}}""",
            Encode(new MetaPacket { Topic = "me", Sub = [], Tags = [], Cred = [], Aux = Payload.FromJson("{}") }));

    [Fact]
    public void Subscriptions_have_always_access() =>
        Assert.Equal(
            """{"meta":{"topic":"me","sub":[{"acs":{},"topic":"grpx"},{"online":true,"acs":{"mode":"JR"},"read":1,"user":"usrx","clear":2}]}}""",
            Encode(new MetaPacket
            {
                Topic = "me",
                Sub = [new() { Topic = "grpx" }, new() { User = "usrx", Online = true, Access = new(null, null, "JR"), ReadSeq = 1, DelId = 2 }],
            }));

    [Fact]
    public void Description_names_state_and_the_last_deletion() =>
        Assert.Equal(
            """{"meta":{"id":"1","topic":"me","ts":"2026-03-04T05:06:07.12Z","desc":{"created":"2026-03-04T05:06:07.12Z","state":"ok","seen":{"ua":"x"},"clear":3},"del":{"clear":3,"delseq":[{"hi":3}]},"cred":[{"meth":"email","val":"a@b"},{"meth":"tel","done":true}]}}""",
            Encode(new MetaPacket
            {
                Id = "1", Topic = "me", Timestamp = Time,
                Desc = new TopicDesc { Created = Time, State = "ok", Seen = new SeenPart(null, "x"), DelId = 3 },
                Del = new DelValues(3, [new SeqRange(0, 3)]),
                Cred = [new CredInfo("email", "a@b", false), new CredInfo("tel", "", true)],
            }));

    [Theory]
    [InlineData("\"\"")]
    [InlineData("0")]
    [InlineData("false")]
    [InlineData("{}")]
    [InlineData("[]")]
    public void Free_form_values_are_left_out_only_if_null(string json)
    {
        var value = Payload.FromJson(json);

        var text = Encode(new MetaPacket { Topic = "me", Desc = new TopicDesc { Public = value, Trusted = value, Private = value } });

        Assert.Equal($$$$"""{"meta":{"topic":"me","desc":{"public":{{{{json}}}},"trusted":{{{{json}}}},"private":{{{{json}}}}}}}""", text);
        Assert.Equal(
            """{"meta":{"topic":"me","desc":{}}}""",
            Encode(new MetaPacket { Topic = "me", Desc = new TopicDesc { Public = Payload.FromJson("null") } }));
    }

    [Theory]
    [InlineData(0, "2026-03-04T05:06:43Z")]
    [InlineData(100, "2026-03-04T05:06:43.1Z")]
    [InlineData(120, "2026-03-04T05:06:43.12Z")]
    [InlineData(123, "2026-03-04T05:06:43.123Z")]
    [InlineData(3, "2026-03-04T05:06:43.003Z")]
    public void Times_are_UTC_in_milliseconds_without_zeros_at_the_end(int milliseconds, string text)
    {
        var time = new DateTime(2026, 3, 4, 5, 6, 43, milliseconds, DateTimeKind.Utc).AddTicks(9999);

        Assert.Equal($$$"""{"ctrl":{"code":0,"ts":"{{{text}}}"}}""", Encode(new CtrlPacket { Timestamp = time }));
        Assert.Equal($$$"""{"ctrl":{"code":0,"ts":"{{{text}}}"}}""", Encode(new CtrlPacket { Timestamp = time.ToLocalTime() }));
    }

    [Fact]
    public void Text_is_escaped_no_more_than_JSON_asks_for() =>
        Assert.Equal(
            """{"ctrl":{"id":"<b>&'+ä日\"\\\n\u0001","code":0,"ts":"0001-01-01T00:00:00Z"}}""",
            Encode(new CtrlPacket { Id = "<b>&'+ä日\"\\\n\u0001" }));

    [Fact]
    public void Encoder_goes_on_after_a_failure()
    {
        Assert.Throws<ArgumentException>(() => Encode(new UnknownPacket()));
        Assert.Equal("""{"pres":{"topic":"me","what":"on"}}""", Encode(new PresPacket { Topic = "me", What = PresWhat.On }));
    }

    private static string Encode(ServerPacket packet)
    {
        var output = new ArrayBufferWriter<byte>();
        new JsonPacketCodec().Encode(packet, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private sealed record UnknownPacket : ServerPacket;
}
