namespace Parley.Media.Storing;

/// <summary>A file that is being written. Disposed without a commit it leaves nothing behind.</summary>
public interface IFileWriter : IAsyncDisposable
{
    ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Puts the whole file in its place, so that it survives a crash.</summary>
    Task CommitAsync(string mimeType, CancellationToken cancellationToken);
}
