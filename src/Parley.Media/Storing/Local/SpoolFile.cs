namespace Parley.Media.Storing.Local;

/// <summary>A file of the disk under a name that nobody looks for, until it is whole.</summary>
internal sealed class SpoolFile(string path) : IAsyncDisposable
{
    private const int BufferBytes = 64 * 1024;

    private FileStream? _stream;
    private bool _isKept;

    public string Path => path;

    public async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            _stream ??= Open(path);
            await _stream.WriteAsync(bytes, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(failure);
        }
    }

    /// <summary>Everything is on disk; the file can be moved.</summary>
    public async Task CloseAsync()
    {
        try
        {
            _stream ??= Open(path);
            _stream.Flush(flushToDisk: true);
            await _stream.DisposeAsync();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw NotWritten(failure);
        }
    }

    /// <summary>It has been moved away.</summary>
    public void Keep() => _isKept = true;

    public async ValueTask DisposeAsync()
    {
        if (_stream is not null)
            await _stream.DisposeAsync();
        if (!_isKept)
            File.Delete(path);
    }

    private FileStorageException NotWritten(Exception failure) =>
        new($"An upload cannot be written to {path} ({failure.Message.TrimEnd('.')}): make room on the disk, or let this user write there.", failure);

    private static FileStream Open(string path)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            BufferSize = BufferBytes,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
