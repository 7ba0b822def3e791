using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Parley.Load.Wire;

/// <summary>
/// A WebSocket client on a bare socket. Reads are coalesced: all frames of one read are handed out, and what the sink
/// writes meanwhile leaves in one send afterwards.
/// </summary>
internal sealed class WireConnection : IWire
{
    private readonly Socket _socket;
    private readonly IPacketSink _sink;
    private readonly SocketAsyncEventArgs _receive = new(true);
    private readonly TaskCompletionSource _upgraded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly OutBuffer _out = new();
    private byte[] _in;
    private int _inCount;
    private bool _isUpgraded;
    private bool _isBatching;
    private bool _isPumping;
    private int _isClosed;

    private WireConnection(Socket socket, IPacketSink sink, int receiveBytes)
    {
        _socket = socket;
        _sink = sink;
        _in = GC.AllocateUninitializedArray<byte>(receiveBytes);
        _receive.Completed += (_, _) => Receive(isCompleted: true);
    }

    /// <summary>Connects and upgrades to a WebSocket.</summary>
    /// <param name="server">Where the server listens.</param>
    /// <param name="source">Local address to connect from, null for any.</param>
    /// <param name="path">Path and query of the upgrade request.</param>
    /// <param name="receiveBytes">Size of the receive buffer, in bytes; grows when a frame is larger.</param>
    /// <param name="sink">Takes what arrives.</param>
    /// <param name="token">Gives up.</param>
    public static async Task<WireConnection> OpenAsync(
        IPEndPoint server, IPAddress? source, string path, int receiveBytes, IPacketSink sink, CancellationToken token)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        WireConnection? connection = null;
        try
        {
            if (source is not null) BindTo(socket, source);
            await socket.ConnectAsync(server, token);
            socket.Blocking = false;
            connection = new WireConnection(socket, sink, receiveBytes);
            connection.SendUpgrade(server, path);
            connection.Receive(isCompleted: false);
            await connection._upgraded.Task.WaitAsync(token);
            return connection;
        }
        catch
        {
            connection?.Dispose();
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a packet; within a sink's call it waits for the end of the batch.</summary>
    public void Write(ReadOnlySpan<byte> packet)
    {
        lock (_gate)
        {
            _out.AppendFrame(FrameReader.Text, packet);
            if (!_isBatching) Flush();
        }
    }

    /// <summary>Closes without a word; the sink is not told.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0) return;
        _upgraded.TrySetException(new IOException("closed"));
        _socket.Dispose();
    }

    private static void BindTo(Socket socket, IPAddress source)
    {
        // IP_BIND_ADDRESS_NO_PORT: the port is chosen with the connection, so that one address can reach its full range.
        if (OperatingSystem.IsLinux()) socket.SetRawSocketOption(0, 24, BitConverter.GetBytes(1));
        socket.Bind(new IPEndPoint(source, 0));
    }

    private void SendUpgrade(IPEndPoint server, string path)
    {
        Span<byte> nonce = stackalloc byte[16];
        Random.Shared.NextBytes(nonce);
        var request = $"GET {path} HTTP/1.1\r\nHost: {server}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Key: {Convert.ToBase64String(nonce)}\r\nSec-WebSocket-Version: 13\r\n\r\n";
        lock (_gate)
        {
            _out.AppendRaw(Encoding.ASCII.GetBytes(request));
            Flush();
        }
    }

    private void Receive(bool isCompleted)
    {
        try
        {
            while (Volatile.Read(ref _isClosed) == 0)
            {
                if (isCompleted && !TakeReceived()) return;
                isCompleted = true;
                _receive.SetBuffer(_in.AsMemory(_inCount));
                if (_socket.ReceiveAsync(_receive)) return;
            }
        }
        catch (Exception exception)
        {
            // On this thread an exception would end the process; a fault in one packet costs its connection instead.
            Fail($"{exception.GetType().Name}: {exception.Message}");
        }
    }

    private bool TakeReceived()
    {
        if (_receive.SocketError != SocketError.Success || _receive.BytesTransferred == 0)
        {
            Fail(_receive.SocketError is SocketError.Success ? "closed by the server" : _receive.SocketError.ToString());
            return false;
        }

        _inCount += _receive.BytesTransferred;
        if (!_isUpgraded && !TryUpgrade()) return Volatile.Read(ref _isClosed) == 0;

        lock (_gate) _isBatching = true;
        var isAlive = TakeFrames(Stopwatch.GetTimestamp());
        lock (_gate)
        {
            _isBatching = false;
            Flush();
        }

        return isAlive;
    }

    private bool TryUpgrade()
    {
        var received = _in.AsSpan(0, _inCount);
        var end = received.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            if (_inCount == _in.Length) Array.Resize(ref _in, 2 * _in.Length);
            return false;
        }

        if (!received.StartsWith("HTTP/1.1 101"u8))
        {
            Fail("refused: " + Encoding.UTF8.GetString(received).ReplaceLineEndings(" "));
            return false;
        }

        received[(end + 4)..].CopyTo(_in);
        _inCount -= end + 4;
        _isUpgraded = true;
        _upgraded.TrySetResult();
        return true;
    }

    private bool TakeFrames(long now)
    {
        var at = 0;
        while (true)
        {
            var received = _in.AsSpan(at, _inCount - at);
            var frameBytes = FrameReader.ReadHead(received, out var opcode, out var headBytes);
            if (frameBytes < 0)
            {
                Fail("unexpected frame");
                return false;
            }

            if (frameBytes == 0 || frameBytes > received.Length)
            {
                KeepRest(at, frameBytes);
                return true;
            }

            if (!TakeFrame(opcode, received[headBytes..frameBytes], now)) return false;
            at += frameBytes;
        }
    }

    private bool TakeFrame(int opcode, ReadOnlySpan<byte> payload, long now)
    {
        switch (opcode)
        {
            case FrameReader.Text or FrameReader.Binary:
                _sink.OnPacket(payload, now);
                return Volatile.Read(ref _isClosed) == 0;
            case FrameReader.Ping:
                lock (_gate) _out.AppendFrame(FrameReader.Pong, payload);
                return true;
            case FrameReader.Close:
                Fail(payload.Length >= 2 ? $"close frame {(payload[0] << 8) | payload[1]}" : "close frame");
                return false;
            default:
                return true;
        }
    }

    private void KeepRest(int at, int frameBytes)
    {
        var rest = _inCount - at;
        var target = frameBytes > _in.Length ? GC.AllocateUninitializedArray<byte>(frameBytes) : _in;
        if (rest > 0) _in.AsSpan(at, rest).CopyTo(target);
        _in = target;
        _inCount = rest;
    }

    /// <summary>Sends what waits; the lock is held. Never blocks: a full socket is drained by a task.</summary>
    private void Flush()
    {
        while (!_out.IsEmpty && !_isPumping && Volatile.Read(ref _isClosed) == 0)
        {
            var sent = SendNow(_out.Pending.Span, out var error);
            if (error == SocketError.Success)
            {
                _out.Consume(sent);
                continue;
            }

            // Other errors show on the receiving side.
            if (error != SocketError.WouldBlock) return;
            _isPumping = true;
            _ = Task.Run(PumpAsync);
        }
    }

    private int SendNow(ReadOnlySpan<byte> bytes, out SocketError error)
    {
        try
        {
            return _socket.Send(bytes, SocketFlags.None, out error);
        }
        catch (ObjectDisposedException)
        {
            error = SocketError.OperationAborted;
            return 0;
        }
    }

    private async Task PumpAsync()
    {
        try
        {
            while (true)
            {
                byte[] pending;
                lock (_gate)
                {
                    _isPumping = !_out.IsEmpty;
                    if (!_isPumping) return;
                    pending = _out.Pending.ToArray();
                    _out.Consume(pending.Length);
                }

                var rest = pending.AsMemory();
                while (!rest.IsEmpty) rest = rest[await _socket.SendAsync(rest)..];
            }
        }
        catch (Exception exception) when (exception is ObjectDisposedException or SocketException)
        {
            Fail(exception.Message);
        }
    }

    private void Fail(string reason)
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0) return;
        _socket.Dispose();
        if (!_upgraded.TrySetException(new IOException(reason))) _sink.OnClosed(reason);
    }
}
