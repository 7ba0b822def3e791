using Parley.Protocol.Names;
using Parley.Storage.Records;

namespace Parley.Storage.Ports;

/// <summary>Reads records of uploads.</summary>
public interface IFileStore
{
    ValueTask<StoredFile?> FindAsync(UserId file, CancellationToken cancellationToken);

    /// <summary>Files which nothing uses, not changed since a time: at most so many.</summary>
    ValueTask<IReadOnlyList<StoredFile>> UnusedAsync(DateTime before, int limit, CancellationToken cancellationToken);

    /// <summary>Bytes of all files of a user.</summary>
    ValueTask<long> UsedBytesAsync(UserId user, CancellationToken cancellationToken);
}
