using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Accounts;
using Parley.Accounts.Authenticators;
using Parley.Accounts.Options;
using Parley.Load.Accounts;
using Parley.Load.Measuring;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Storage.Ports;
using Parley.Storage.Records;
using Parley.Storage.Sql.Sqlite;
using Parley.Storage.Writes;

namespace Parley.Load.Seeding;

/// <summary>
/// People who know each other, written straight into the database of a Parley that does not run: each has the same number of one-to-one
/// topics with its neighbours on a ring. Their tokens are made with the server's key, so that nobody needs a password.
/// </summary>
internal static class Neighbourhood
{
    private const int UnitsOfOneCommit = 64;

    public static async Task SeedAsync(LoadOptions options, CancellationToken token)
    {
        var folder = options.Data ?? throw new LoadException("seed: --data names the data folder of the server");
        var file = options.AccountsFile ?? throw new LoadException("seed: --accounts-file names the file that gets the tokens");
        var (count, contacts) = (options.Sessions ?? 10_000, options.Contacts);
        if (contacts % 2 != 0 || contacts >= count)
            throw new LoadException("seed: --contacts must be even and below --sessions");
        using var secrets = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "secrets.json"), token));
        var cipher = new UidCipher(Secret(secrets, "uidKey"));
        var tokens = new TokenAuthenticator(new AccountOptions { Token = { Key = Secret(secrets, "tokenKey"), SerialNumber = 1 } });
        var ids = new IdSource(cipher, 0, TimeProvider.System);
        var now = DateTime.UtcNow;

        await using var store = await SqliteStore.OpenAsync(
            new SqliteStoreOptions { Path = Path.Combine(folder, "parley.db"), Cipher = cipher }, NullLogger.Instance, token);
        UserId[] users = [.. Enumerable.Range(0, count).Select(_ => ids.NextUser())];
        await WriteAsync(store, "accounts", users, user => Account(user, now), token);
        await WriteAsync(store, "contacts", Enumerable.Range(0, count), number => Contacts(users, number, contacts, now), token);
        AccountFile.Write(file, [.. users.Select(user => new Account(
            "seeded", "-", user.ToString(), Convert.ToBase64String(tokens.Issue(new AuthGrant(user, AuthLevel.Authenticated), now).Bytes)))]);
    }

    private static async Task WriteAsync<T>(
        IParleyStore store, string title, IEnumerable<T> items, Func<T, IReadOnlyList<StoreWrite>> writes, CancellationToken token)
    {
        var units = items.Select(item => new WriteUnit(writes(item))).ToArray();
        using var progress = new Progress(title, units.Length);
        foreach (var run in units.Chunk(UnitsOfOneCommit))
        {
            token.ThrowIfCancellationRequested();
            var result = await store.Commit.CommitAsync(run);
            if (result.Committed != run.Length)
                throw new LoadException($"the database has refused {title}: {result.Failure} {result.Detail}");
            foreach (var _ in run) progress.Step();
        }
    }

    private static IReadOnlyList<StoreWrite> Account(UserId user, DateTime now) =>
    [
        new CreateUser(new StoredUser { Id = user, Created = now, Updated = now, Access = new DefaultAccess(AccessMasks.Full, AccessMode.None) }),
        new PutSubscription(Row(TopicName.Me(user), user, AccessMasks.Me, now)),
        new PutSubscription(Row(TopicName.Find(user), user, AccessMasks.Me, now)),
    ];

    // With those that follow on the ring; those before have made theirs.
    private static List<StoreWrite> Contacts(UserId[] users, int number, int contacts, DateTime now)
    {
        var writes = new List<StoreWrite>(contacts / 2 * 3);
        for (var distance = 1; distance <= contacts / 2; distance++)
        {
            var (one, other) = (users[number], users[(number + distance) % users.Length]);
            var name = TopicName.P2P(one, other);
            writes.Add(new CreateTopic(new StoredTopic { Name = name, Created = now, Updated = now, Touched = now }));
            writes.Add(new PutSubscription(Row(name, one, AccessMasks.P2P(false), now)));
            writes.Add(new PutSubscription(Row(name, other, AccessMasks.P2P(false), now)));
        }

        return writes;
    }

    private static StoredSubscription Row(TopicName topic, UserId user, AccessMode mode, DateTime now) => new()
    {
        Key = new SubscriptionKey(topic, user),
        Created = now,
        Updated = now,
        Want = mode,
        Given = mode,
        Version = 1,
    };

    private static byte[] Secret(JsonDocument secrets, string name) =>
        Convert.FromBase64String(secrets.RootElement.GetProperty(name).GetString()!);
}
