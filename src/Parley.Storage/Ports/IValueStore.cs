namespace Parley.Storage.Ports;

/// <summary>Reads small values under keys.</summary>
public interface IValueStore
{
    /// <summary>The value and when it was stored; null if there is none.</summary>
    ValueTask<(string Value, DateTime At)?> FindAsync(string key, CancellationToken cancellationToken);

    /// <summary>The keys with this beginning that were stored before a time.</summary>
    ValueTask<IReadOnlyList<string>> KeysAsync(string prefix, DateTime before, CancellationToken cancellationToken);
}
