using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Parley.Media.Collecting;
using Parley.Media.Storing.Local;
using Parley.Media.Tests.Kit;
using Parley.Media.Uploads;
using Parley.Protocol.Names;
using Parley.Storage.Ports;
using Parley.Storage.Records;
using Parley.Storage.Sql.Sqlite;
using Parley.Storage.Writes;

namespace Parley.Media.Tests.Uploads;

/// <summary>A real database and folder.</summary>
internal sealed class UploadWorld : IAsyncDisposable
{
    public static readonly UserId Alice = new(1);

    private readonly TemporaryFolder _folder;

    private UploadWorld(IParleyStore store, TemporaryFolder folder, MediaOptions options)
    {
        (Store, _folder) = (store, folder);
        Storage = new FolderStorage(Path.Combine(folder.Path, "uploads"));
        Desk = new UploadDesk(store, Storage, new IdSource(new UidCipher(new byte[16]), 1, Time), options, Time);
        Collector = new FileCollector(store, Storage, options, Time, NullLogger<FileCollector>.Instance);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public IParleyStore Store { get; }

    public FolderStorage Storage { get; }

    public UploadDesk Desk { get; }

    public FileCollector Collector { get; }

    public int FilesOnDisk => Directory.EnumerateFiles(Path.Combine(_folder.Path, "uploads"), "*", SearchOption.AllDirectories).Count();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<UploadWorld> OpenAsync(MediaOptions? options = null)
    {
        var folder = new TemporaryFolder();
        var database = new SqliteStoreOptions { Path = Path.Combine(folder.Path, "parley.db"), Cipher = new UidCipher(new byte[16]) };
        var store = await SqliteStore.OpenAsync(database, NullLogger.Instance, Ct);
        var world = new UploadWorld(store, folder, options ?? new MediaOptions { FreeBytesMin = 0 });
        await world.Storage.PrepareAsync(Ct);
        return world;
    }

    /// <summary>Uploads; the file, or the number of the refusal.</summary>
    public async Task<(StoredFile? File, int Refusal)> UploadAsync(UserId user, int bytes, UploadClaim? claim = null)
    {
        var begun = await Desk.BeginAsync(user, Ct);
        if (!begun.TryGet(out var upload, out var refusal))
            return (null, refusal.Code.Number);
        await using (upload)
        {
            refusal = await upload.AppendAsync(new byte[bytes], Ct);
            if (refusal is not null)
                return (null, refusal.Code.Number);
            var completed = await Desk.CompleteAsync(upload, user, "image/png", claim ?? UploadClaim.None, Ct);
            return completed.TryGet(out var file, out refusal) ? (file, 0) : (null, refusal.Code.Number);
        }
    }

    public async Task WriteAsync(params StoreWrite[] writes) => Assert.Equal(1, (await Store.Commit.CommitAsync([new WriteUnit(writes)])).Committed);

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _folder.Dispose();
    }
}
