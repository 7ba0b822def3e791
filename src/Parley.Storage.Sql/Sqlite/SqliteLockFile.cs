namespace Parley.Storage.Sql.Sqlite;

/// <summary>
/// A file beside the data file, held open as long as a process owns the database. The operating system lets go of it when the process
/// ends in whatever way, so that a file left behind is no obstacle.
/// </summary>
internal static class SqliteLockFile
{
    /// <summary>Takes the lock; the folder is made if it is missing. To be disposed at the end.</summary>
    /// <exception cref="StoreUnavailableException">Another process has it, or the folder cannot be used.</exception>
    public static IDisposable Take(string databasePath)
    {
        var folder = Path.GetDirectoryName(databasePath);
        try
        {
            if (!string.IsNullOrEmpty(folder))
                Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(folder, e);
        }
        var path = databasePath + ".lock";
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException e) when (e.GetType() == typeof(IOException) && File.Exists(path))
        {
            throw new StoreUnavailableException(
                $"The database {databasePath} is in use by another process: stop that one first, or give this one a database of its own.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(folder, e);
        }
    }

    private static StoreUnavailableException Unusable(string? folder, Exception cause) => new(
        $"The folder {folder} of the database cannot be used ({cause.Message.TrimEnd('.')}): "
        + "let this program read and write there, or choose another folder.",
        cause);
}
