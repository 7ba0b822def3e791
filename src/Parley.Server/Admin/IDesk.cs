namespace Parley.Server.Admin;

/// <summary>Where commands have their work done: in this process, or by the server that runs on the data folder.</summary>
/// <remarks>All methods throw <see cref="CommandFailedException"/> with the reason if something cannot be done.</remarks>
internal interface IDesk : IAsyncDisposable
{
    /// <summary>A server runs on the data folder.</summary>
    bool IsServerRunning { get; }

    Task<TResult> DoAsync<TResult>(Order<TResult> order, CancellationToken cancellationToken);

    IAsyncEnumerable<TItem> ListAsync<TItem>(ListOrder<TItem> order, CancellationToken cancellationToken);
}
