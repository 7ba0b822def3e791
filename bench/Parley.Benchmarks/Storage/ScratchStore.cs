using Microsoft.Extensions.Logging.Abstractions;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Storage.Ports;
using Parley.Storage.Records;
using Parley.Storage.Sql.Sqlite;
using Parley.Storage.Writes;

namespace Parley.Benchmarks.Storage;

/// <summary>SQLite files in scratch folders, filled once each and thrown away at the end.</summary>
internal static class ScratchStore
{
    private const int UnitsOfRun = 1000;

    private static readonly UidCipher Cipher = new("benchmarks-only!"u8);
    private static readonly Dictionary<string, (IParleyStore Store, string Folder)> Filled = [];

    public static readonly DateTime Start = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static UserId Id(long number) => Cipher.Encode(number);

    /// <summary>The store of this name; a new one is filled with what <paramref name="writes"/> lists.</summary>
    public static IParleyStore Get(string name, Func<IEnumerable<StoreWrite>> writes)
    {
        if (!Filled.TryGetValue(name, out var known))
        {
            var folder = Directory.CreateTempSubdirectory("parley-bench-").FullName;
            known = (FillAsync(Path.Combine(folder, "parley.db"), writes()).GetAwaiter().GetResult(), folder);
            Filled.Add(name, known);
        }
        return known.Store;
    }

    public static async Task DisposeAllAsync()
    {
        foreach (var (store, folder) in Filled.Values)
        {
            await store.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
        Filled.Clear();
    }

    public static StoredTopic Topic(TopicName name, DateTime touched) => new()
    {
        Name = name,
        Created = Start,
        Updated = Start,
        Touched = touched,
        Access = new DefaultAccess(AccessMode.Parse("JRWPS"), AccessMode.None),
        Public = Payload.FromJson("""{"fn":"A topic of ordinary length"}"""),
    };

    public static StoredUser User(UserId id) => new()
    {
        Id = id,
        Created = Start,
        Updated = Start,
        Access = new DefaultAccess(AccessMode.Parse("JRWPS"), AccessMode.None),
        Public = Payload.FromJson("""{"fn":"A user of ordinary length"}"""),
    };

    public static StoredSubscription Subscription(TopicName topic, UserId user) => new()
    {
        Key = new SubscriptionKey(topic, user),
        Created = Start,
        Updated = Start,
        Want = AccessMode.Parse("JRWPA"),
        Given = AccessMode.Parse("JRWPA"),
    };

    private static async Task<IParleyStore> FillAsync(string path, IEnumerable<StoreWrite> writes)
    {
        var store = await SqliteStore.OpenAsync(
            new SqliteStoreOptions { Path = path, Cipher = Cipher }, NullLogger.Instance, CancellationToken.None);
        foreach (var run in writes.Chunk(UnitsOfRun))
        {
            var result = await store.Commit.CommitAsync([.. run.Select(write => new WriteUnit([write]))]);
            if (result.Committed != run.Length)
                throw new InvalidOperationException($"The database could not be filled: {result.Detail}");
        }
        return store;
    }
}
