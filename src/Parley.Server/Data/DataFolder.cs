namespace Parley.Server.Data;

/// <summary>The folder that holds everything a server remembers.</summary>
public sealed class DataFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private DataFolder(string path, bool isNew) => (Path, IsNew) = (path, isNew);

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>It was made just now.</summary>
    public bool IsNew { get; }

    public string Database => In("parley.db");

    /// <summary>Keys in base64, readable by the owner only.</summary>
    public string SecretsFile => In("secrets.json");

    /// <summary>Where commands reach the running server.</summary>
    public string AdminSocket => In("admin.sock");

    public string Uploads => In("uploads");

    /// <summary>Opens the folder, and makes it if it does not exist.</summary>
    /// <exception cref="CommandFailedException">It cannot be made or used.</exception>
    public static DataFolder Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        if (File.Exists(path))
            throw new CommandFailedException($"{path} is a file; name a folder with --data.");
        try
        {
            var isNew = !Directory.Exists(path);
            if (isNew)
                Create(path);
            else
                CheckUse(path);
            return new DataFolder(path, isNew);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(
                $"The data folder {path} cannot be used ({error.Message.TrimEnd('.')}); give this user access to it, or name another one with --data.", error);
        }
    }

    /// <summary>Opens a folder that a server has used before.</summary>
    /// <exception cref="CommandFailedException">There is none, or it cannot be used.</exception>
    public static DataFolder OpenExisting(string path)
    {
        if (!Directory.Exists(path) && !File.Exists(path))
        {
            throw new CommandFailedException(
                $"There is no data folder {System.IO.Path.GetFullPath(path)}; name it with --data, or make it with `parley db init`.");
        }

        var folder = Open(path);
        // Somebody's home, say: nothing is put there that was not asked for.
        return File.Exists(folder.Database) || File.Exists(folder.SecretsFile)
            ? folder
            : throw new CommandFailedException(
                $"The folder {folder.Path} holds no data of Parley; name the right one with --data, or make it one with `parley db init`.");
    }

    private static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OwnerOnly);
    }

    private static void CheckUse(string path)
    {
        var probe = System.IO.Path.Combine(path, ".probe-" + Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        using (File.Create(probe, 1, FileOptions.DeleteOnClose))
        {
            // Writing is what was asked for.
        }
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
