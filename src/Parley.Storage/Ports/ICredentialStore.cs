using Parley.Protocol.Names;
using Parley.Storage.Records;

namespace Parley.Storage.Ports;

/// <summary>Reads credentials.</summary>
public interface ICredentialStore
{
    /// <summary>The one of a method that waits for its confirmation; null if none does.</summary>
    ValueTask<StoredCredential?> FindActiveAsync(UserId user, string method, CancellationToken cancellationToken);

    /// <summary>All of a user that are not deleted.</summary>
    ValueTask<IReadOnlyList<StoredCredential>> OfUserAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>True if anybody has confirmed this value.</summary>
    ValueTask<bool> IsConfirmedAsync(string method, string value, CancellationToken cancellationToken);
}
