using Parley.Protocol.Names;
using Parley.Storage.Ports;
using Parley.Storage.Writes;

namespace Parley.Storage.Tests.Kit;

/// <summary>What the tests of all ports share: a store of their own. An engine passes if it passes every kit.</summary>
public abstract class StoreKit<TEngine> : IAsyncLifetime
    where TEngine : IStoreEngine, new()
{
    private readonly TEngine _engine = new();

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected IParleyStore Store { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Store = await _engine.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Store.DisposeAsync();
        await _engine.DisposeAsync();
    }

    protected async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        Store = await _engine.OpenAsync();
    }

    /// <summary>Stores writes as one unit, or tells why not.</summary>
    protected async Task<CommitResult> TryAsync(params StoreWrite[] writes) => await Store.Commit.CommitAsync([new WriteUnit(writes)]);

    /// <summary>Stores writes as one unit.</summary>
    protected async Task WriteAsync(params StoreWrite[] writes) => Assert.Equal(new CommitResult(1), await TryAsync(writes));

    /// <summary>A deletion in one go.</summary>
    protected static StoreWrite[] Gone(UserId user, bool hard, DateTime at) =>
        [new BeginUserDeletion(user, hard, at), new ContinueUserDeletion(user, hard, at, int.MaxValue, null)];

    protected async Task ConflictAsync(params StoreWrite[] writes)
    {
        var result = await TryAsync(writes);
        Assert.Equal((0, StoreFailure.Conflict), (result.Committed, result.Failure));
    }

    protected async Task DuplicateAsync(string detail, params StoreWrite[] writes) =>
        Assert.Equal(new CommitResult(0, StoreFailure.Duplicate, detail), await TryAsync(writes));
}
