using Microsoft.Extensions.Logging.Abstractions;
using Parley.Storage.Ports;
using Parley.Storage.Sql.Sqlite;
using Parley.Storage.Tests.Kit;

namespace Parley.Storage.Tests.Sqlite;

/// <summary>A real file in a folder of its own.</summary>
public sealed class SqliteEngine : IStoreEngine
{
    public SqliteEngine() => Path = System.IO.Path.Combine(Folder, "parley.db");

    public string Folder { get; } = Directory.CreateTempSubdirectory("parley-storage-").FullName;

    public string Path { get; init; }

    public SqliteStoreOptions Options => new() { Path = Path, Cipher = Sample.Cipher, UniqueTagPrefix = "alias:" };

    public Task<IParleyStore> OpenAsync() => OpenAsync(Options);

    public static Task<IParleyStore> OpenAsync(SqliteStoreOptions options) =>
        SqliteStore.OpenAsync(options, NullLogger.Instance, TestContext.Current.CancellationToken);

    /// <summary>The sentence that opening fails with.</summary>
    public async Task<string> OpenFailsAsync() => (await Assert.ThrowsAsync<StoreUnavailableException>(() => OpenAsync())).Message;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
