using Parley.Protocol.Names;

namespace Parley.Media.Storing.Local;

/// <summary>The folder of files that are not whole yet.</summary>
internal sealed class SpoolFolder(string path)
{
    public void Prepare() => Folders.Create(path);

    public SpoolFile Begin(UserId file) => new(System.IO.Path.Combine(path, LocationName.Of(file)));

    /// <summary>Bytes left on its disk; null if there is no telling.</summary>
    public long? FreeBytes
    {
        get
        {
            try
            {
                return new DriveInfo(path).AvailableFreeSpace;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
            {
                return null;
            }
        }
    }

    /// <summary>Removes files that nobody has written to since a time: their process has ended.</summary>
    public void Sweep(DateTime before, CancellationToken cancellationToken)
    {
        foreach (var file in Directory.EnumerateFiles(path))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (File.GetLastWriteTimeUtc(file) < before)
                File.Delete(file);
        }
    }
}
