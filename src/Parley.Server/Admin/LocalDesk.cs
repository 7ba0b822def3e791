using System.Runtime.CompilerServices;
using Parley.Accounts.Operator;
using Parley.Storage;

namespace Parley.Server.Admin;

/// <summary>Does the work in this process.</summary>
/// <param name="owner">What is put away with the desk; null if it is only borrowed.</param>
internal sealed class LocalDesk(IServiceProvider rules, IAsyncDisposable? owner) : IDesk
{
    public bool IsServerRunning => false;

    public async Task<TResult> DoAsync<TResult>(Order<TResult> order, CancellationToken cancellationToken)
    {
        try
        {
            return await order.RunAsync(rules, cancellationToken);
        }
        catch (Exception error) when (IsForUser(error))
        {
            throw new CommandFailedException(error.Message, error);
        }
    }

    public async IAsyncEnumerable<TItem> ListAsync<TItem>(
        ListOrder<TItem> order, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var items = order.RunAsync(rules, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await MoveAsync(items))
            yield return items.Current;
    }

    /// <summary>Does what came from another process, and writes what comes of it.</summary>
    public async Task AnswerAsync(Order order, Stream output, CancellationToken cancellationToken)
    {
        try
        {
            await order.AnswerAsync(rules, output, cancellationToken);
        }
        catch (Exception error) when (IsForUser(error))
        {
            throw new CommandFailedException(error.Message, error);
        }
    }

    public ValueTask DisposeAsync() => owner?.DisposeAsync() ?? default;

    private static async ValueTask<bool> MoveAsync<TItem>(IAsyncEnumerator<TItem> items)
    {
        try
        {
            return await items.MoveNextAsync();
        }
        catch (Exception error) when (IsForUser(error))
        {
            throw new CommandFailedException(error.Message, error);
        }
    }

    private static bool IsForUser(Exception error) => error is OperatorRefusalException or StoreUnavailableException;
}
