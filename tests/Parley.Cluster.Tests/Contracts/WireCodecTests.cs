using Parley.Cluster.Contracts;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Json;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Topics;
using Parley.Topics.Presence;
using Parley.Topics.Unread;

namespace Parley.Cluster.Tests.Contracts;

public sealed class WireCodecTests
{
    private static readonly FrontEndId FrontEnd = new(11);
    private static readonly SessionId Session = new(FrontEnd, 12);
    private static readonly DateTime At = new(2025, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc);
    private static readonly WireCodec Codec = new(new JsonPacketCodec());

    private static readonly PacketVariants Variants = new(Data(1), new UserId(3), Data(2), Data(3));

    public static TheoryData<TopicInput> Inputs => new((TopicInput[])[
        new TopicInput.Request(new TopicRequest(
            new Requester
            {
                Session = Session,
                User = new UserId(1),
                Level = AuthLevel.Authenticated,
                SessionUser = new UserId(2),
                SessionLevel = AuthLevel.Root,
                IsBackground = true,
                UserAgent = "agent",
                Country = "US",
                Language = "en-US",
            },
            "grpX", new PubPacket { Topic = "grpX", Id = "7", Content = Payload.FromJson("1") }, 5, At, 6)),
        new TopicInput.SessionGone(Session, At),
        new TopicInput.Activity(Session, "agent", At),
        new TopicInput.Foreground(Session, At)]);

    public static TheoryData<Delivery> Deliveries => new((Delivery[])[
        new Delivery.Reply(Session, new CtrlPacket { Topic = "t", Id = "1", Code = ReplyCodes.Ok, Timestamp = At }, 4),
        new Delivery.Broadcast(Variants, new Audience
        {
            Needs = AccessMode.Read,
            NeedsAny = AccessMode.Write,
            Forbids = AccessMode.Share,
            SkipSession = Session,
            OnlySession = new SessionId(FrontEnd, 13),
            OnlyUser = new UserId(1),
            ExcludeUser = new UserId(2),
            Readers = ReaderRule.Only,
        }),
        new Delivery.Attach(Session, new UserId(1), AccessMode.Read, true, 9),
        new Delivery.Detach(Session),
        new Delivery.DetachAll(),
        new Delivery.ModeChanged(new UserId(1), IsReader: true, AccessMode.Write)]);

    [Theory]
    [MemberData(nameof(Inputs), DisableDiscoveryEnumeration = true)]
    public void Inputs_arrive_as_they_were(TopicInput input)
    {
        AssertEverythingIsSet((input as TopicInput.Request)?.Asked.Who);
        Assert.Equal(input, Codec.Decode(Codec.Encode(input)!, FrontEnd));
    }

    [Theory]
    [MemberData(nameof(Deliveries), DisableDiscoveryEnumeration = true)]
    public void Deliveries_arrive_as_they_were(Delivery delivery)
    {
        AssertEverythingIsSet((delivery as Delivery.Broadcast)?.Audience);
        Assert.Equal(delivery, Codec.Decode(Codec.Encode(delivery)));
    }

    [Fact]
    public void Notices_on_me_arrive_as_they_were()
    {
        var notice = new MeNotice
        {
            Groups = [new MeNoticeGroup(Variants, [new UserId(1), new UserId(2)])],
            UnlessAttachedTo = new TopicName("grpX"),
            SkipSession = Session,
            NeedsPresence = false,
        };
        var decoded = ((Delivery.NotifyOnMe)Codec.Decode(Codec.Encode(new Delivery.NotifyOnMe(notice)))!).Notice;
        Assert.Equal(notice with { Groups = decoded.Groups }, decoded);
        Assert.Equal(Variants, Assert.Single(decoded.Groups).Packets);
        Assert.Equal(notice.Groups[0].Users, decoded.Groups[0].Users);
    }

    [Fact]
    public void Notices_between_topics_arrive_as_they_were()
    {
        var notice = new TopicNotice(new TopicName("usrA"), "usrA", NoticeWhat.Off, NoticeCommand.Remove, true, "agent", Session)
        {
            Unread = new UnreadMark(9, 4),
        };
        AssertEverythingIsSet(notice);
        Assert.Equal(new TopicInput.Notice(notice, At), WireCodec.Decode(WireCodec.Encode([new TopicName("usrB")], notice, At)));
    }

    // A property added to the model must be added to the contract as well: here it shows.
    private static void AssertEverythingIsSet(object? value)
    {
        foreach (var property in value?.GetType().GetProperties().Where(p => p.CanWrite) ?? [])
        {
            var empty = property.PropertyType.IsValueType ? Activator.CreateInstance(property.PropertyType) : null;
            Assert.False(Equals(empty, property.GetValue(value)), $"{property.Name} is not tested");
        }
    }

    private static DataPacket Data(int seq) => new() { Topic = "t", Seq = seq, From = "usrA", Timestamp = At, Content = Payload.FromJson("1") };
}
