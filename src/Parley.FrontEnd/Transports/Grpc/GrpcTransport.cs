using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using Parley.FrontEnd.Sessions;
using Parley.Protocol;
using Parley.Protocol.Grpc;

namespace Parley.FrontEnd.Transports.Grpc;

/// <summary>
/// A stream of gRPC in both directions. What waits is written by one drain and flushed together. Whether the client is alive is found out
/// by the pings of its connection; that it takes what is written to it, here.
/// </summary>
/// <param name="abort">Ends the stream at once. Only called while <see cref="RunAsync"/> is running: the server uses its streams again.</param>
[SuppressMessage("Design", "CA1001", Justification = "A source without timer and links holds nothing, and may be cancelled at any time.")]
public sealed class GrpcTransport(
    IServerStreamWriter<byte[]> output, Action abort, string? remoteAddress, SessionOptions options, TimeProvider time) : ITransport
{
    private const int TakeAtOnce = 32;
    private const int FlushBytes = 64 * 1024;

    private static readonly WriteOptions MoreFollows = new(WriteFlags.BufferHint);

    private readonly int _writeTicks = SessionClock.Ticks(options.WriteTimeout);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private volatile Session? _session;
    private volatile bool _isStopping;
    private volatile bool _isAborted;
    private volatile bool _isDone;
    private bool _isGone;
    private int _now;

    // When the write began that is under way, plus one; 0 if none is.
    private int _writingSince;

    public TransportKind Kind => TransportKind.Grpc;

    public IPacketCodec Codec => ProtobufPacketCodec.Shared;

    public string? RemoteAddress => remoteAddress;

    /// <summary>Given back when a user has logged in.</summary>
    public IDisposable? UnauthenticatedPlace { get; init; }

    /// <summary>Reads until the client, the session or the connection ends; then writes what waits.</summary>
    /// <param name="onEnd">Called when nothing more will be read.</param>
    /// <exception cref="RpcException">The client has sent something that no stream can go on after, such as a message over the limit.</exception>
    public async Task RunAsync(
        Session session, IAsyncStreamReader<ClientFrame> input, SessionMachine machine, Action onEnd, CancellationToken cancellationToken)
    {
        try
        {
            while (!_isStopping && await input.MoveNext(_stop.Token))
                await machine.ReceiveAsync(session, input.Current.Packet, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The client has broken off, the ordinary end of a session, or the server ends it.
            _isAborted |= !_isStopping;
        }
        finally
        {
            _isDone = true;
            onEnd();
            await CloseOutboxAsync(session.Outbox);
            lock (_lock)
                _isGone = true;
        }
    }

    public void Bind(Session session)
    {
        _now = session.StartedAt;
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
        _ = _stop.CancelAsync();
    }

    public void OnTick(int now)
    {
        Volatile.Write(ref _now, now);
        var writingSince = Volatile.Read(ref _writingSince);
        if (writingSince != 0 && now + 1 - writingSince > _writeTicks)
            Abort();
    }

    private void CutOff()
    {
        (_isAborted, _isStopping) = (true, true);
        lock (_lock)
        {
            if (!_isGone)
                abort();
        }
        _ = _stop.CancelAsync();
    }

    private async Task CloseOutboxAsync(SessionOutbox outbox)
    {
        try
        {
            await outbox.CloseAsync(drop: _isAborted).WaitAsync(options.WriteTimeout, time, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            CutOff();
            await outbox.CloseAsync(drop: true);
        }
    }

    private async Task DrainAsync()
    {
        var outbox = _session!.Outbox;
        var taken = ArrayPool<byte[]>.Shared.Rent(TakeAtOnce);
        try
        {
            do
            {
                while (!_isAborted && outbox.Take(taken.AsSpan(0, TakeAtOnce)) is > 0 and var count)
                    await WriteAsync(taken, count);
            }
            while (!_isAborted && !outbox.TryFinishDrain());
        }
#pragma warning disable CA1031 // Whatever it was: without a writer the stream is dead, and nobody waits for this task.
        catch
#pragma warning restore CA1031
        {
            CutOff();
        }
        finally
        {
            ArrayPool<byte[]>.Shared.Return(taken, clearArray: true);
        }
        if (!_isAborted)
            return;
        _ = outbox.CloseAsync(drop: true);
        outbox.TryFinishDrain();
    }

    private async ValueTask WriteAsync(byte[][] packets, int count)
    {
        Volatile.Write(ref _writingSince, Volatile.Read(ref _now) + 1);
        var unflushed = 0;
        for (var i = 0; i < count; i++)
        {
            unflushed += packets[i].Length;
            var flushes = i == count - 1 || unflushed >= FlushBytes;
            output.WriteOptions = flushes ? null : MoreFollows;
            await output.WriteAsync(packets[i], CancellationToken.None);
            if (flushes)
                unflushed = 0;
        }
        Volatile.Write(ref _writingSince, 0);
    }
}
