using Microsoft.Extensions.Logging;
using Parley.Protocol.Names;
using Parley.Storage.Ports;
using Parley.Storage.Sql.Commits;
using Parley.Storage.Sql.Connections;
using Parley.Storage.Sql.Keys;
using Parley.Storage.Sql.Reads;
using Parley.Storage.Sql.Writes;

namespace Parley.Storage.Sql;

/// <summary>A relational database behind the storage ports. Vendors have their own entries, such as <c>SqliteStore</c>.</summary>
internal sealed class SqlStore : IParleyStore
{
    private readonly ISqlEngine _engine;
    private readonly ReaderPool _readers;
    private readonly CommitQueue _commits;
    private int _isDisposed;

    /// <param name="engine">Closed together with the store.</param>
    public SqlStore(ISqlEngine engine, PreparedConnection database, UidCipher cipher, SqlStoreLimits limits, ILogger logger)
    {
        var (users, topics) = (new UserKeys(cipher), new TopicKeyCache(limits.TopicKeysMax));
        _engine = engine;
        _readers = new ReaderPool(engine, users, topics, limits.ReaderConnectionsMax);
        _commits = new CommitQueue(
            () =>
            {
                var writer = new SqlWriter(database, users, topics);
                return new GroupCommit(database, engine.Dialect, writer, new UnitWriter(writer, limits.UniqueTagPrefix), logger);
            },
            limits.CommitUnitsMax, limits.QueueUnitsMax, logger);
        Users = new SqlUserStore(_readers);
        Topics = new SqlTopicStore(_readers);
        Subscriptions = new SqlSubscriptionStore(_readers);
        Messages = new SqlMessageStore(_readers);
        Auth = new SqlAuthStore(_readers);
        Credentials = new SqlCredentialStore(_readers);
        Devices = new SqlDeviceStore(_readers);
        Files = new SqlFileStore(_readers);
        Values = new SqlValueStore(_readers);
        Inventory = new SqlInventoryStore(_readers);
    }

    public string EngineName => _engine.Dialect.EngineName;

    public IUserStore Users { get; }
    public ITopicStore Topics { get; }
    public ISubscriptionStore Subscriptions { get; }
    public IMessageStore Messages { get; }
    public IAuthStore Auth { get; }
    public ICredentialStore Credentials { get; }
    public IDeviceStore Devices { get; }
    public IFileStore Files { get; }
    public IValueStore Values { get; }
    public IInventoryStore Inventory { get; }
    public ICommit Commit => _commits;

    /// <summary>Stores what waits, then closes. Reads that have begun end; later calls find the database unavailable.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        _readers.Dispose();
        await _commits.CloseAsync();
        _engine.Dispose();
    }
}
