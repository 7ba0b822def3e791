using Parley.Protocol.Names;
using Parley.Storage.Records;

namespace Parley.Media.Storing.Local;

/// <summary>Files in a folder, spread over up to 1,024 folders by the first two letters of their names.</summary>
public sealed class FolderStorage(string folder) : IFileStorage
{
    private const int ShardLetters = 2;

    private readonly SpoolFolder _spool = new(Path.Combine(folder, ".partial"));

    public long? FreeBytes => _spool.FreeBytes;

    public string LocationOf(UserId file)
    {
        var name = LocationName.Of(file);
        return $"{name[..ShardLetters]}/{name}";
    }

    public Task PrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            Folders.Create(folder);
            _spool.Prepare();
            return Task.CompletedTask;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FileStorageException(
                $"The folder of uploads {folder} cannot be used ({failure.Message.TrimEnd('.')}): let this user write it, or name another one.", failure);
        }
    }

    public IFileWriter Begin(UserId file) => new Writer(_spool.Begin(file), PathOf(LocationOf(file))!);

    public ValueTask<Stream?> OpenAsync(string location, long offset, long length, CancellationToken cancellationToken)
    {
        if (PathOf(location) is not { } path || !File.Exists(path))
            return new(default(Stream));
        try
        {
            var file = new FileStream(path, new FileStreamOptions
            {
                Share = FileShare.Read | FileShare.Delete,
                BufferSize = 0,
                Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
            });
            file.Seek(offset, SeekOrigin.Begin);
            return new(new BoundedStream(file, length));
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            // Collected at this moment.
            return new(default(Stream));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FileStorageException($"The file {path} cannot be read ({failure.Message.TrimEnd('.')}): let this user read it.", failure);
        }
    }

    public ValueTask<Uri?> FindDirectAddressAsync(StoredFile file, bool isHead, bool asAttachment, CancellationToken cancellationToken) => default;

    public Task DeleteAsync(string location, CancellationToken cancellationToken)
    {
        if (PathOf(location) is { } path && File.Exists(path))
            File.Delete(path);
        return Task.CompletedTask;
    }

    public Task SweepAsync(DateTime before, CancellationToken cancellationToken)
    {
        _spool.Sweep(before, cancellationToken);
        return Task.CompletedTask;
    }

    // Locations come from the database, and are believed only if they are of our own making.
    private string? PathOf(string location)
    {
        var isOwn = location.Length == ShardLetters + 1 + LocationName.Length
            && location[ShardLetters] == '/'
            && LocationName.IsName(location.AsSpan(ShardLetters + 1))
            && location.AsSpan(ShardLetters + 1).StartsWith(location.AsSpan(0, ShardLetters), StringComparison.Ordinal);
        return isOwn ? Path.Combine(folder, location[..ShardLetters], location[(ShardLetters + 1)..]) : null;
    }

    private sealed class Writer(SpoolFile spool, string path) : IFileWriter
    {
        public ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) => spool.AppendAsync(bytes, cancellationToken);

        public async Task CommitAsync(string mimeType, CancellationToken cancellationToken)
        {
            await spool.CloseAsync();
            var shard = Path.GetDirectoryName(path)!;
            var isNewShard = !Directory.Exists(shard);
            Folders.Create(shard);
            File.Move(spool.Path, path);
            spool.Keep();
            Folders.Flush(shard);
            if (isNewShard)
                Folders.Flush(Path.GetDirectoryName(shard)!);
        }

        public ValueTask DisposeAsync() => spool.DisposeAsync();
    }
}
