using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Parley.FrontEnd.Transports.LongPoll;

/// <summary>The packet in the body of a request, in memory that is given back by disposing it.</summary>
public sealed class PacketBody : IDisposable
{
    private const int FirstBytes = 4 * 1024;

    private byte[] _buffer;
    private int _length;

    private PacketBody(int capacity) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>The HTTP status if it cannot be taken; null otherwise.</summary>
    public int? Refusal { get; private set; }

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>Reads a body of at most <paramref name="bytesMax"/>. What is declared to be larger is not read at all.</summary>
    public static async ValueTask<PacketBody> ReadAsync(HttpContext context, int bytesMax)
    {
        var declared = context.Request.ContentLength;
        // Compat: the reference expects less, and says so by this number.
        if (declared > bytesMax)
            return new PacketBody(0) { Refusal = StatusCodes.Status417ExpectationFailed };
        var body = new PacketBody((int)(declared ?? FirstBytes) + 1);
        try
        {
            await body.FillAsync(context.Request.Body, bytesMax, context.RequestAborted);
            return body;
        }
        // The client has broken off, or its chunks are none.
        catch (Exception exception) when (exception is IOException or BadHttpRequestException)
        {
            body.Refusal = StatusCodes.Status400BadRequest;
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _length) = ([], 0);
    }

    private async Task FillAsync(Stream stream, int bytesMax, CancellationToken cancellationToken)
    {
        while (await stream.ReadAsync(_buffer.AsMemory(_length), cancellationToken) is > 0 and var read)
        {
            _length += read;
            if (_length > bytesMax)
            {
                Refusal = StatusCodes.Status400BadRequest;
                return;
            }
            if (_length == _buffer.Length)
                Grow();
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        Bytes.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
