using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Parley.FrontEnd.Sessions;
using Parley.FrontEnd.Topics;
using Parley.FrontEnd.Transports;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;

namespace Parley.FrontEnd.Tests.Fakes;

/// <summary>A front end without network and topics.</summary>
public sealed class World : IDisposable
{
    public static readonly UserId Alice = new(1);
    public static readonly UserId Bob = new(2);
    public static readonly TopicName Peers = TopicName.P2P(Alice, Bob);
    public static readonly AccessMode Full = AccessMode.Parse("JRWPASDO");

    public World(SessionOptions? options = null)
    {
        Options = options ?? new SessionOptions();
        Instruments = new FrontEndInstruments(Time);
        var ids = new IdSource(new UidCipher(new byte[16]), 1, Time);
        Registry = new SessionRegistry(new FrontEndId(7), ids, Attachments, Router, Options, Instruments);
        Clock = new SessionClock(Time, Registry, Router, Options, NullLogger<SessionClock>.Instance);
        Link = new TopicLink(Router, Clock);
        Receiver = new DeliveryReceiver(Registry, Attachments, Router);
        var hello = new HelloHandler(new HelloLimits(), Options);
        Machine = new SessionMachine(
            new SessionServices(Registry, Clock, Link, hello, Accounts, ids, Time), NullLogger<SessionMachine>.Instance);
        Intake = new SessionIntake(Machine);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public FakeRouter Router { get; } = new();

    public FakeAccounts Accounts { get; } = new();

    public AttachmentTable Attachments { get; } = new();

    public SessionOptions Options { get; }

    public FrontEndInstruments Instruments { get; }

    public SessionRegistry Registry { get; }

    public SessionClock Clock { get; }

    public TopicLink Link { get; }

    public DeliveryReceiver Receiver { get; }

    public SessionMachine Machine { get; }

    public SessionIntake Intake { get; }

    public void Dispose()
    {
        Clock.Dispose();
        Instruments.Dispose();
    }

    public Client Connect(TransportKind kind = TransportKind.WebSocket)
    {
        var transport = new FakeTransport(kind);
        var session = Registry.Begin(transport, Clock.Now);
        return new Client(this, session, transport);
    }

    public Client Greeted(string? userAgent = "test-ua")
    {
        var client = Connect();
        client.Say(new HiPacket { Version = "0.25", UserAgent = userAgent, Language = "en-GB" });
        client.Transport.Read();
        return client;
    }

    public Client LoggedIn(UserId? user = null, AuthLevel level = AuthLevel.Authenticated, string? userAgent = "test-ua")
    {
        var client = Greeted(userAgent);
        client.Session.Authenticate(user ?? Alice, level);
        Registry.AddUser(client.Session);
        return client;
    }

    /// <summary>Attaches a session as the topic would.</summary>
    public void Attach(Client client, TopicName topic, AccessMode? mode = null, bool isReader = false, int seq = 0, UserId? user = null) =>
        Receiver.Receive(topic, [new Delivery.Attach(client.Session.Id, user ?? client.Session.User, mode ?? Full, isReader, seq)]);

    public double Broadcast(TopicName topic, ServerPacket packet, Audience? audience = null) =>
        Receiver.Receive(topic, [new Delivery.Broadcast(new PacketVariants(packet), audience ?? new Audience())]);

    /// <summary>Answers the last request as its topic would.</summary>
    public void AnswerLast(ReplyCode? code = null)
    {
        var (topic, request) = Router.Posted.Last();
        Receiver.Receive(topic, [Answer(request, code ?? ReplyCodes.Ok)]);
    }

    public static Delivery.Reply Answer(TopicRequest request, ReplyCode code, bool ends = true) =>
        new(request.Session, new CtrlPacket { Id = request.Packet.Id, Topic = request.Address, Code = code }, ends ? request.Number : 0);

    public sealed record Client(World World, Session Session, FakeTransport Transport)
    {
        /// <summary>Hands a packet over, which must be taken at once.</summary>
        public void Say(ClientPacket? packet) => Assert.True(SayAsync(packet).IsCompletedSuccessfully);

        public Task SayAsync(ClientPacket? packet) =>
            World.Machine.ReceiveAsync(Session, packet, TestContext.Current.CancellationToken).AsTask();

        /// <summary>Hands a packet over and reads the one answer.</summary>
        public CtrlPacket Ask(ClientPacket? packet)
        {
            Say(packet);
            return Transport.ReadCtrl();
        }
    }
}
