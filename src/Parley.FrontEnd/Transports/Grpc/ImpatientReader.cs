using Grpc.Core;

namespace Parley.FrontEnd.Transports.Grpc;

/// <summary>Messages of a client that must not be silent for long: who begins something holds memory and files until it ends.</summary>
public sealed class ImpatientReader<T>(IAsyncStreamReader<T> messages, TimeSpan silenceMax, TimeProvider time) : IAsyncStreamReader<T>
{
    public T Current => messages.Current;

    public async Task<bool> MoveNext(CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(silenceMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            return await messages.MoveNext(either.Token);
        }
        catch (OperationCanceledException) when (silence.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.DeadlineExceeded, $"nothing came for {silenceMax.TotalSeconds:0} seconds; begin again"));
        }
    }
}
