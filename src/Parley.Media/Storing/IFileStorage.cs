using Parley.Protocol.Names;
using Parley.Storage.Records;

namespace Parley.Media.Storing;

/// <summary>Where the bytes of uploaded files lie. Which files there are is told by their records, not here.</summary>
public interface IFileStorage
{
    /// <summary>Bytes that can still be stored; null if there is no telling.</summary>
    long? FreeBytes { get; }

    /// <summary>Under which name a file will be stored.</summary>
    string LocationOf(UserId file);

    /// <summary>Makes ready what is missing. Called once, at the start.</summary>
    /// <exception cref="FileStorageException">It cannot be used; says why.</exception>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Begins a file. Nobody sees it before it is committed.</summary>
    IFileWriter Begin(UserId file);

    /// <summary>Reads a part of a file; null if the file is missing.</summary>
    ValueTask<Stream?> OpenAsync(string location, long offset, long length, CancellationToken cancellationToken);

    /// <summary>Where clients get the file without us; null if it goes through this server.</summary>
    ValueTask<Uri?> FindDirectAddressAsync(StoredFile file, bool isHead, bool asAttachment, CancellationToken cancellationToken);

    /// <summary>Removes a file. One that is missing is no failure.</summary>
    Task DeleteAsync(string location, CancellationToken cancellationToken);

    /// <summary>Removes what writers have left behind that ended without a word, if it is older than this.</summary>
    Task SweepAsync(DateTime before, CancellationToken cancellationToken);
}
