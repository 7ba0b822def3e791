using Microsoft.Extensions.Logging.Abstractions;
using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Storage;
using Parley.Storage.Records;
using Parley.Storage.Sql.Sqlite;
using Parley.Storage.Writes;

// A process for tests to kill. It opens the database that is named first, then
//   write: publishes into eight groups without end, and prints "<topic> <seq>" for each message that is acknowledged;
//   hold:  prints "ready" and keeps the database until its input ends.
var (path, mode) = (args[0], args[1]);
await using var store = await SqliteStore.OpenAsync(
    new SqliteStoreOptions { Path = path, Cipher = new UidCipher("testtesttesttest"u8) }, NullLogger.Instance, CancellationToken.None);
if (mode == "hold")
{
    Console.WriteLine("ready");
    await Console.In.ReadToEndAsync();
    return;
}
await Task.WhenAll(Enumerable.Range(1, 8).Select(i => PublishAsync(TopicName.Group(new UserId((ulong)i)))));

async Task PublishAsync(TopicName name)
{
    var found = await store.Topics.FindAsync(name, CancellationToken.None);
    if (found is null)
    {
        var now = DateTime.UtcNow;
        await CommitAsync(new CreateTopic(new StoredTopic { Name = name, Created = now, Updated = now, Touched = now }));
    }
    for (var seq = found?.LastSeq + 1 ?? 1; ; seq++)
    {
        var message = new StoredMessage { Seq = seq, Timestamp = DateTime.UtcNow, From = new UserId(77), Content = Payload.FromString($"message {seq}") };
        await CommitAsync(new SaveMessage(name, message, false, []));
        lock (store)
            Console.WriteLine($"{name} {seq}");
    }
}

async Task CommitAsync(StoreWrite write)
{
    var result = await store.Commit.CommitAsync([new WriteUnit([write])]);
    if (result != new CommitResult(1))
        throw new InvalidOperationException(result.ToString());
}
