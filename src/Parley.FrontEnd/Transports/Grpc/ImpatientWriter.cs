using Grpc.Core;

namespace Parley.FrontEnd.Transports.Grpc;

/// <summary>
/// Messages to a client that must not leave them lying for long. The pings of its connection say only that it lives: without this, who
/// asks for files and reads nothing would hold them open for as long as it likes.
/// </summary>
/// <param name="abort">Ends the call at once, with what is still to be written.</param>
public sealed class ImpatientWriter<T>(IServerStreamWriter<T> messages, TimeSpan silenceMax, TimeProvider time, Action abort) : IServerStreamWriter<T>
{
    public WriteOptions? WriteOptions
    {
        get => messages.WriteOptions;
        set => messages.WriteOptions = value;
    }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        try
        {
            await messages.WriteAsync(message, cancellationToken).WaitAsync(silenceMax, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            abort();
            throw new RpcException(new Status(StatusCode.DeadlineExceeded, $"nothing was read for {silenceMax.TotalSeconds:0} seconds; begin again"));
        }
    }
}
