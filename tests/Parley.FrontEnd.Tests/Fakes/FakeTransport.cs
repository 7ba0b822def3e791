using Parley.FrontEnd.Sessions;
using Parley.FrontEnd.Transports;
using Parley.Protocol;
using Parley.Protocol.Json;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Server;

namespace Parley.FrontEnd.Tests.Fakes;

/// <summary>A link whose client reads when the test says so.</summary>
public sealed class FakeTransport(TransportKind kind = TransportKind.WebSocket) : ITransport
{
    private static readonly JsonPacketCodec Json = new();

    private readonly TaskCompletionSource _aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Session? Session { get; private set; }

    public TransportKind Kind => kind;

    public IPacketCodec Codec => Json;

    public string? RemoteAddress => "192.0.2.1:1000";

    public bool IsFinished { get; private set; }

    public bool HasLoggedIn { get; private set; }

    public Task Aborted => _aborted.Task;

    /// <summary>A drain was started.</summary>
    public Task Drained => _drained.Task;

    public void Execute() => _drained.TrySetResult();

    public void Abort() => _aborted.TrySetResult();

    public void Finish() => IsFinished = true;

    public void Bind(Session session) => Session = session;

    public void OnLogin() => HasLoggedIn = true;

    public void OnTick(int now)
    {
    }

    /// <summary>Takes all that waits, as text.</summary>
    public List<string> ReadTexts()
    {
        List<string> texts = [];
        var taken = new byte[8][];
        while (Session!.Outbox.Take(taken) is > 0 and var count)
        {
            for (var i = 0; i < count; i++)
                texts.Add(System.Text.Encoding.UTF8.GetString(taken[i]));
        }
        Session.Outbox.TryFinishDrain();
        return texts;
    }

    /// <summary>Takes all packets that wait.</summary>
    public List<ServerPacket> Read() => [.. ReadTexts().Select(text => Json.DecodeServer(System.Text.Encoding.UTF8.GetBytes(text))!)];

    /// <summary>Takes the one packet that waits.</summary>
    public CtrlPacket ReadCtrl() => Assert.IsType<CtrlPacket>(Assert.Single(Read()));
}
