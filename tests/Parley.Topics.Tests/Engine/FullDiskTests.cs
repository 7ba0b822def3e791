using Microsoft.Extensions.Logging.Abstractions;
using Parley.Accounts;
using Parley.Accounts.Credentials;
using Parley.Accounts.Options;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Storage.Ports;
using Parley.Storage.Records;
using Parley.Storage.Sql.Sqlite;
using Parley.Storage.Writes;
using Parley.Topics.Effects;
using Parley.Topics.Handlers;
using Parley.Topics.Tests.Worlds;

namespace Parley.Topics.Tests.Engine;

/// <summary>A disk that is full costs the one who publishes an error, and nobody anything else.</summary>
public sealed class FullDiskTests : IEffectSink, IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("parley-full-");
    private readonly UidCipher _cipher = new("fulldiskfulldisk"u8);
    private readonly List<ServerPacket> _replies = [];
    private readonly List<int> _seen = [];
    private IParleyStore _store = null!;
    private TopicEngine _engine = null!;
    private UserId _alice;
    private TopicName _team;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var options = new SqliteStoreOptions { Path = Path.Combine(_folder.FullName, "parley.db"), Cipher = _cipher, MaxPageCount = 120 };
        _store = await SqliteStore.OpenAsync(options, NullLogger.Instance, Cancelled);
        var ids = new IdSource(_cipher, 1, TimeProvider.System);
        (_alice, _team) = (ids.NextUser(), ids.NextGroup());
        var user = new StoredUser { Id = _alice, Created = World.Now, Updated = World.Now, Access = new DefaultAccess(AccessMasks.Full, AccessMode.None) };
        await _store.Commit.CommitAsync([new WriteUnit([new CreateUser(user)])]);
        var validators = new ValidatorTable([], new AccountOptions());
        var handlers = new HandlerTable(World.Options, validators, new CredentialRules(validators, new SystemRandomSource()));
        _engine = new TopicEngine(
            _team, new TopicServices(new StoreTopicReader(_store), _store.Commit, World.Options, handlers, NullLoggerFactory.Instance), this);
        await AskAsync(new SubPacket { Id = "1" }, "new");
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    void IEffectSink.Emit(TopicName topic, IReadOnlyList<TopicEffect> effects)
    {
        foreach (var delivery in effects.OfType<TopicEffect.Deliver>().Select(d => d.Delivery))
        {
            if (delivery is Delivery.Reply reply)
                _replies.Add(reply.Packet);
            else if (delivery is Delivery.Broadcast { Packets.Default: DataPacket data })
                _seen.Add(data.Seq);
        }
    }

    [Fact]
    public async Task The_publisher_gets_an_error_nobody_sees_the_message_and_it_goes_on_when_there_is_room()
    {
        var stored = 0;
        while (await PublishAsync() == 202)
            stored++;
        Assert.InRange(stored, 1, 100);
        Assert.Equal(Enumerable.Range(1, stored), _seen);

        await AskAsync(new DelPacket { Id = "3", Ranges = [new SeqRange(1, stored + 1)], Hard = true });
        Assert.Equal(200, LastCode());

        Assert.Equal(202, await PublishAsync());
        Assert.Equal(stored + 1, _seen[^1]);
    }

    private async Task<int> PublishAsync()
    {
        await AskAsync(new PubPacket { Id = "2", Content = Payload.FromString(new string('x', 10_000)) });
        return LastCode();
    }

    private int LastCode() => ((CtrlPacket)_replies[^1]).Code.Number;

    private async Task AskAsync(ClientPacket packet, string? address = null)
    {
        await _engine.HandleAsync(new TopicInput.Request(World.Ask(_alice, address ?? _team.Value, packet)), Cancelled);
        await _engine.DrainAsync();
    }
}
