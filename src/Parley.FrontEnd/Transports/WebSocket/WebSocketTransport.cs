using System.Buffers.Binary;
using Parley.FrontEnd.Sessions;
using Parley.Protocol;

namespace Parley.FrontEnd.Transports.WebSocket;

/// <summary>
/// A WebSocket link over the pipes of its connection. Everything that waits is written by one drain and flushed once; pings, pongs and
/// the last frame go through the same drain, so that the pipe has one writer.
/// </summary>
public sealed class WebSocketTransport(WebSocketLink link, IPacketCodec codec, SessionOptions options, TimeProvider time) : ITransport
{
    private const int TakeAtOnce = 32;
    private const int FlushBytes = 64 * 1024;

    [ThreadStatic]
    private static byte[][]? _taken;

    private readonly int _pingTicks = SessionClock.Ticks(options.PingInterval);
    private readonly int _pongTicks = SessionClock.Ticks(options.PongTimeout);
    private readonly int _writeTicks = SessionClock.Ticks(options.WriteTimeout);
    private volatile Session? _session;
    private volatile byte[]? _pong;
    private volatile bool _pingIsDue;
    private volatile bool _isStopping;
    private volatile bool _isAborted;
    private volatile bool _isDone;
    private CloseCode _closeCode;
    private int _closeIsDue;
    private int _lastPing;
    private int _lastPong;
    private int _now;

    // When the flush began that is under way, plus one; 0 if none is.
    private int _flushingSince;

    public TransportKind Kind => TransportKind.WebSocket;

    public IPacketCodec Codec => codec;

    public string? RemoteAddress => link.RemoteAddress;

    /// <summary>Given back when a user has logged in.</summary>
    public IDisposable? UnauthenticatedPlace { get; init; }

    /// <summary>Reads until the client, the session or the connection ends.</summary>
    /// <param name="onEnd">Called when nothing more will be read; what waits is still written after it.</param>
    public async Task RunAsync(Session session, SessionIntake intake, Action onEnd, CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync(session, intake, cancellationToken);
        }
        catch (Exception exception)
        {
            _isAborted |= !_isStopping;
            // Otherwise the connection broke off: the ordinary end of a session.
            if (exception is not (IOException or OperationCanceledException or InvalidOperationException))
                throw;
        }
        finally
        {
            await EndAsync(session, onEnd);
        }
    }

    public void Bind(Session session)
    {
        _lastPing = _lastPong = _now = session.StartedAt;
        _session = session;
    }

    public void Execute() => _ = DrainAsync();

    public void Abort()
    {
        // What ends by itself is not cut off.
        if (!_isDone)
            CutOff();
    }

    public void OnLogin() => UnauthenticatedPlace?.Dispose();

    public void Finish()
    {
        _isStopping = true;
        link.Input.CancelPendingRead();
    }

    public void OnTick(int now)
    {
        Volatile.Write(ref _now, now);
        var flushingSince = Volatile.Read(ref _flushingSince);
        if (now - Volatile.Read(ref _lastPong) > _pongTicks || (flushingSince != 0 && now + 1 - flushingSince > _writeTicks))
        {
            Abort();
            return;
        }
        if (now - _lastPing < _pingTicks)
            return;
        _lastPing = now;
        _pingIsDue = true;
        Wake();
    }

    private async Task EndAsync(Session session, Action onEnd)
    {
        // A session that the server ends has something to say yet, and one that is closed by a frame gets the frame's answer.
        var mayWrite = !_isAborted && (_isStopping || _closeCode != CloseCode.None);
        _isDone = true;
        onEnd();
        if (_closeCode != CloseCode.None && mayWrite)
        {
            Volatile.Write(ref _closeIsDue, 1);
            Wake();
        }
        await CloseOutboxAsync(session.Outbox, mayWrite);
    }

    private void CutOff()
    {
        (_isAborted, _isStopping) = (true, true);
        link.Abort();
        link.Input.CancelPendingRead();
    }

    private async Task CloseOutboxAsync(SessionOutbox outbox, bool mayWrite)
    {
        try
        {
            await outbox.CloseAsync(drop: !mayWrite).WaitAsync(options.WriteTimeout, time, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            CutOff();
            await outbox.CloseAsync(drop: true);
        }
    }

    private async Task ReadAsync(Session session, SessionIntake intake, CancellationToken cancellationToken)
    {
        using var messages = new MessageReader(options.MessageBytesMax);
        while (!_isStopping && _closeCode == CloseCode.None)
        {
            // Without the token, which would be registered and taken back for every message: a lost connection ends the read by itself.
            var result = await link.Input.ReadAsync(CancellationToken.None);
            var buffer = result.Buffer;
            while (!_isStopping && _closeCode == CloseCode.None)
            {
                var status = messages.TryRead(ref buffer, out var opcode, out var message);
                if (status == FrameReadStatus.Incomplete)
                    break;
                if (status == FrameReadStatus.Complete)
                    await HandleAsync(session, intake, opcode, message, cancellationToken);
                else
                    _closeCode = status == FrameReadStatus.TooLarge ? CloseCode.TooLarge : CloseCode.ProtocolError;
            }
            link.Input.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
                return;
        }
    }

    private ValueTask HandleAsync(
        Session session, SessionIntake intake, FrameOpcode opcode, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        switch (opcode)
        {
            case FrameOpcode.Ping:
                _pong = message.ToArray();
                Wake();
                return default;
            case FrameOpcode.Pong:
                Volatile.Write(ref _lastPong, Volatile.Read(ref _now));
                return default;
            case FrameOpcode.Close:
                _closeCode = AnswerTo(message.Span);
                return default;
            default:
                return intake.ReceiveAsync(session, message.Span, cancellationToken);
        }
    }

    // A client's close is answered with its own code, unless that is none or a forbidden one.
    private static CloseCode AnswerTo(ReadOnlySpan<byte> payload)
    {
        if (payload.IsEmpty)
            return CloseCode.Normal;
        if (payload.Length == 1)
            return CloseCode.ProtocolError;
        var code = BinaryPrimitives.ReadUInt16BigEndian(payload);
        return code is (>= 1000 and <= 1003) or (>= 1007 and <= 1014) or (>= 3000 and <= 4999) ? (CloseCode)code : CloseCode.ProtocolError;
    }

    private void Wake()
    {
        if (_session?.Outbox.RequestDrain() == true)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private async Task DrainAsync()
    {
        var outbox = _session!.Outbox;
        try
        {
            do
            {
                while (!_isAborted && WriteSome(outbox))
                    await FlushAsync();
            }
            while (!_isAborted && !outbox.TryFinishDrain());
        }
#pragma warning disable CA1031 // Whatever it was: without a writer the link is dead, and nobody waits for this task.
        catch
#pragma warning restore CA1031
        {
            CutOff();
        }
        if (!_isAborted)
            return;
        _ = outbox.CloseAsync(drop: true);
        outbox.TryFinishDrain();
    }

    private async ValueTask FlushAsync()
    {
        Volatile.Write(ref _flushingSince, Volatile.Read(ref _now) + 1);
        var result = await link.Output.FlushAsync(CancellationToken.None);
        Volatile.Write(ref _flushingSince, 0);
        if (result.IsCompleted)
            CutOff();
    }

    /// <summary>Writes what waits, up to a bound, without flushing. False if nothing waits.</summary>
    private bool WriteSome(SessionOutbox outbox)
    {
        var wrote = 0;
        if (Interlocked.Exchange(ref _pong, null) is { } pong)
            wrote += Write(FrameOpcode.Pong, pong);
        if (_pingIsDue)
        {
            _pingIsDue = false;
            wrote += Write(FrameOpcode.Ping, default);
        }
        var taken = _taken ??= new byte[TakeAtOnce][];
        while (wrote < FlushBytes && outbox.Take(taken) is > 0 and var count)
        {
            _session!.Instruments.Sent(Kind, taken.AsSpan(0, count));
            for (var i = 0; i < count; i++)
                wrote += Write(FrameOpcode.Text, taken[i]);
            Array.Clear(taken, 0, count);
        }
        // Nothing may follow the last frame.
        if (wrote == 0 && Interlocked.Exchange(ref _closeIsDue, 0) != 0)
            wrote += WriteClose();
        return wrote > 0;
    }

    private int WriteClose()
    {
        Span<byte> code = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(code, (ushort)_closeCode);
        return Write(FrameOpcode.Close, code);
    }

    private int Write(FrameOpcode opcode, ReadOnlySpan<byte> payload)
    {
        FrameWriter.Write(link.Output, opcode, payload);
        return payload.Length + 2;
    }
}
