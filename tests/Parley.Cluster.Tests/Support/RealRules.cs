using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Accounts;
using Parley.Accounts.Credentials;
using Parley.Accounts.Options;
using Parley.Cluster.Topics;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Json;
using Parley.Protocol.Names;
using Parley.Storage.Records;
using Parley.Storage.Ports;
using Parley.Storage.Sql.Sqlite;
using Parley.Storage.Writes;
using Parley.Topics;
using Parley.Topics.Handlers;

namespace Parley.Cluster.Tests.Support;

/// <summary>Topics by their real rules, over one database for the whole cluster, with users who know each other.</summary>
internal sealed class RealRules : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly IParleyStore _store;
    private readonly Func<ICommit, TopicServices> _services;

    private RealRules(DirectoryInfo folder, IParleyStore store, TopicOptions options)
    {
        (_folder, _store) = (folder, store);
        var validators = new ValidatorTable([], new AccountOptions());
        var handlers = new HandlerTable(options, validators, new CredentialRules(validators, new SystemRandomSource()));
        _services = commit => new TopicServices(new StoreTopicReader(store), commit, options, handlers, NullLoggerFactory.Instance);
    }

    public IParleyStore Store => _store;

    public static async Task<RealRules> StartAsync(TopicOptions options, params UserId[] users)
    {
        var folder = Directory.CreateTempSubdirectory("parley-cluster-");
        var store = await SqliteStore.OpenAsync(
            new SqliteStoreOptions { Path = Path.Combine(folder.FullName, "parley.db"), Cipher = new UidCipher("clustertestsecre"u8) },
            NullLogger.Instance,
            TestContext.Current.CancellationToken);
        var rules = new RealRules(folder, store, options);
        await rules.SeedAsync(users);
        return rules;
    }

    public void Use(IServiceCollection services) => Use(services, _store.Commit);

    /// <param name="services">Of one process.</param>
    /// <param name="commit">Its own way to write.</param>
    public void Use(IServiceCollection services, ICommit commit)
    {
        services.RemoveAll<ITopicRunnerFactory>();
        services.AddSingleton<ITopicRunnerFactory>(new EngineRunnerFactory(_services(commit)));
        services.RemoveAll<IPacketCodec>();
        services.AddSingleton<IPacketCodec, JsonPacketCodec>();
    }

    /// <summary>A group of these users, which belongs to the first of them.</summary>
    public async Task AddGroupAsync(TopicName group, params UserId[] members)
    {
        var now = DateTime.UtcNow;
        var topic = new StoredTopic { Name = group, Owner = members[0], Created = now, Updated = now, Touched = now };
        StoreWrite[] writes =
        [
            new CreateTopic(topic),
            .. members.Select(m => new PutSubscription(Row(group, m, m == members[0] ? "JRWPASDO" : "JRWPS", now))),
        ];
        var result = await _store.Commit.CommitAsync([new WriteUnit(writes)]);
        Assert.Equal(1, result.Committed);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task SeedAsync(UserId[] users)
    {
        var now = DateTime.UtcNow;
        List<StoreWrite> writes = [];
        foreach (var user in users)
        {
            var access = new DefaultAccess(AccessMasks.Full, AccessMode.None);
            writes.Add(new CreateUser(new StoredUser { Id = user, Created = now, Updated = now, Access = access }));
            writes.Add(new PutSubscription(Row(TopicName.Me(user), user, "JPS", now)));
        }
        for (var i = 0; i < users.Length; i++)
        {
            for (var j = i + 1; j < users.Length; j++)
            {
                var name = TopicName.P2P(users[i], users[j]);
                writes.Add(new CreateTopic(new StoredTopic { Name = name, Created = now, Updated = now, Touched = now }));
                writes.Add(new PutSubscription(Row(name, users[i], "JRWPA", now)));
                writes.Add(new PutSubscription(Row(name, users[j], "JRWPA", now)));
            }
        }
        var result = await _store.Commit.CommitAsync([new WriteUnit(writes)]);
        Assert.Equal(1, result.Committed);
    }

    private static StoredSubscription Row(TopicName topic, UserId user, string mode, DateTime now) => new()
    {
        Key = new SubscriptionKey(topic, user),
        Created = now,
        Updated = now,
        Want = AccessMode.Parse(mode),
        Given = AccessMode.Parse(mode),
        Version = 1,
    };
}
