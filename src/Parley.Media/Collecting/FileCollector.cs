using Microsoft.Extensions.Logging;
using Parley.Media.Storing;
using Parley.Storage.Ports;
using Parley.Storage.Writes;

namespace Parley.Media.Collecting;

/// <summary>Removes files that no message, topic or user uses (part A 7). One process of a cluster is enough.</summary>
public sealed partial class FileCollector(
    IParleyStore store, IFileStorage storage, MediaOptions options, TimeProvider time, ILogger<FileCollector> logger)
{
    /// <summary>Removes as many as one turn may; the next turn goes on.</summary>
    public async Task CollectAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow().UtcDateTime - options.UnusedAge;
        var removed = 0;
        foreach (var file in await store.Files.UnusedAsync(before, options.CollectedFilesMax, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            // The record first: a file without one cannot be used any more, so that nobody comes upon one that is half gone.
            var result = await store.Commit.CommitAsync([new WriteUnit([new DeleteUnusedFile(file.Id)])]);
            if (result.Committed == 0)
                continue;
            removed++;
            if (file.Location is { } location)
                await RemoveAsync(location, cancellationToken);
        }
        await storage.SweepAsync(before, cancellationToken);
        if (removed > 0)
            Log.FilesCollected(logger, removed);
    }

    private async Task RemoveAsync(string location, CancellationToken cancellationToken)
    {
        try
        {
            await storage.DeleteAsync(location, cancellationToken);
        }
        catch (Exception failure) when (failure is FileStorageException or IOException or UnauthorizedAccessException)
        {
            Log.FileLeft(logger, location, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "FilesCollected", Level = LogLevel.Information, Message = "{Count} files that nothing used were removed.")]
        public static partial void FilesCollected(ILogger logger, int count);

        [LoggerMessage(EventName = "FileLeft", Level = LogLevel.Warning,
            Message = "The file {Location} is used by nothing, but could not be removed: remove it by hand.")]
        public static partial void FileLeft(ILogger logger, string location, Exception failure);
    }
}
