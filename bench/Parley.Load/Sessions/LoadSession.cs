using System.Globalization;
using System.Text;
using Parley.Load.Measuring;
using Parley.Load.Wire;

namespace Parley.Load.Sessions;

/// <summary>
/// One session with the server: sends requests and awaits their replies while a scenario is set up, then hands all
/// packets to the scenario's work.
/// </summary>
internal sealed class LoadSession(ErrorTally errors, TimeSpan timeout) : IPacketSink, IDisposable
{
    private readonly Lock _gate = new();
    private IWire? _connection;
    private TaskCompletionSource<CtrlReply>? _pending;
    private string _pendingId = "";
    private int _requestCount;
    private volatile bool _isClosed;

    /// <summary>Takes the packets that answer no request of <see cref="RequestAsync"/>.</summary>
    public ISessionWork? Work { get; set; }

    /// <summary>The user logged in as, empty before.</summary>
    public string UserId { get; set; } = "";

    public bool IsClosed => _isClosed;

    public void Use(IWire connection) => _connection = connection;

    /// <summary>Sends a packet as it is.</summary>
    public void Write(ReadOnlySpan<byte> packet) => _connection!.Write(packet);

    /// <summary>Sends a request and awaits its reply. One at a time.</summary>
    /// <param name="verb">The packet's name, <c>sub</c>.</param>
    /// <param name="members">The members after the id, as JSON without braces; may be empty.</param>
    /// <param name="token">Gives up.</param>
    public async Task<CtrlReply> RequestAsync(string verb, string members, CancellationToken token)
    {
        var reply = new TaskCompletionSource<CtrlReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        var id = "s" + (++_requestCount).ToString(CultureInfo.InvariantCulture);
        lock (_gate)
        {
            if (_isClosed) throw new IOException("the session is closed");
            _pending = reply;
            _pendingId = id;
        }

        var separator = members.Length > 0 ? "," : "";
        Write(Encoding.UTF8.GetBytes($"{{\"{verb}\":{{\"id\":\"{id}\"{separator}{members}}}}}"));
        try
        {
            return await reply.Task.WaitAsync(timeout, token);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"no reply to {{{verb}}} within {timeout.TotalSeconds:0} s");
        }
    }

    /// <summary>Like <see cref="RequestAsync"/>, but a reply that is no success is an error.</summary>
    public async Task<CtrlReply> DemandAsync(string verb, string members, CancellationToken token)
    {
        var reply = await RequestAsync(verb, members, token);
        return reply.IsSuccess ? reply : throw new LoadException($"{{{verb}}} was answered {reply}");
    }

    public void OnPacket(ReadOnlySpan<byte> packet, long now)
    {
        switch (PacketScan.KindOf(packet))
        {
            case PacketKind.Data:
                Work?.OnData(packet, now);
                return;
            case PacketKind.Ctrl when PacketScan.TryReadCtrl(packet, out var code, out var id):
                if (TryAnswer(packet, id)) return;
                if (id.IsEmpty && code is 205 or >= 400) errors.Add($"server said {CtrlReply.Parse(packet)}");
                else Work?.OnCtrl(code, id, now);
                return;
            default:
                return;
        }
    }

    public void OnClosed(string reason)
    {
        TaskCompletionSource<CtrlReply>? pending;
        lock (_gate)
        {
            _isClosed = true;
            pending = _pending;
            _pending = null;
        }

        errors.Add($"connection lost: {reason}");
        pending?.TrySetException(new IOException($"connection lost: {reason}"));
    }

    public void Dispose()
    {
        _isClosed = true;
        _connection?.Dispose();
    }

    private bool TryAnswer(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> id)
    {
        if (_pending is null) return false;
        lock (_gate)
        {
            if (_pending is not { } pending || !Ascii.Equals(id, _pendingId)) return false;
            _pending = null;
            pending.TrySetResult(CtrlReply.Parse(packet));
            return true;
        }
    }
}
