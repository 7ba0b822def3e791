using System.Collections.Concurrent;
using System.Data.Common;
using Parley.Storage.Sql.Connections;
using Parley.Storage.Sql.Keys;

namespace Parley.Storage.Sql.Reads;

/// <summary>
/// A bounded number of connections that only read. The work is done on the caller's thread: an embedded database has nothing to
/// wait for but the disk.
/// </summary>
internal sealed class ReaderPool(ISqlEngine engine, UserKeys users, TopicKeyCache topics, int connectionsMax) : IDisposable
{
    private const string Closed = "The database is closed because the server is shutting down.";

    private readonly SemaphoreSlim _free = new(connectionsMax, connectionsMax);
    private readonly ConcurrentBag<SqlReader> _idle = [];
    private readonly string _begin = engine.Dialect.BeginRead;
    private volatile bool _isClosed;

    /// <summary>For work that is a single statement, the look-up of topic keys aside.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be read.</exception>
    public ValueTask<T> ReadAsync<T>(Func<SqlReader, T> read, CancellationToken cancellationToken) => RunAsync(read, false, cancellationToken);

    /// <summary>For work whose statements must all see the same state.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be read.</exception>
    public ValueTask<T> ReadTogetherAsync<T>(Func<SqlReader, T> read, CancellationToken cancellationToken) =>
        RunAsync(read, true, cancellationToken);

    /// <summary>Closes the connections; those in use when their work is done.</summary>
    public void Dispose()
    {
        _isClosed = true;
        CloseIdle();
    }

    private async ValueTask<T> RunAsync<T>(Func<SqlReader, T> read, bool isTogether, CancellationToken cancellationToken)
    {
        if (!_free.Wait(0, CancellationToken.None))
            await _free.WaitAsync(cancellationToken);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_isClosed)
                throw new StoreUnavailableException(Closed);
            return Run(read, isTogether);
        }
        finally
        {
            _free.Release();
            if (_isClosed)
                CloseIdle();
        }
    }

    private T Run<T>(Func<SqlReader, T> read, bool isTogether)
    {
        SqlReader? reader = null;
        try
        {
            if (!_idle.TryTake(out reader))
                reader = new SqlReader(engine.OpenReader(), users, topics);
            reader.Begin();
            if (isTogether)
                reader.Database.Execute(_begin);
            var result = read(reader);
            if (isTogether)
                reader.Database.Execute("COMMIT");
            _idle.Add(reader);
            return result;
        }
        catch (Exception e)
        {
            // A connection on which something failed is not used again: it may be in the middle of a transaction.
            reader?.Database.Dispose();
            if (e is DbException error)
                throw new StoreUnavailableException(engine.Dialect.Explain(error), error);
            throw;
        }
    }

    private void CloseIdle()
    {
        while (_idle.TryTake(out var reader))
            reader.Database.Dispose();
    }
}
