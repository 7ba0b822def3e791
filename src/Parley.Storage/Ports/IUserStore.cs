using Parley.Protocol.Names;
using Parley.Storage.Records;

namespace Parley.Storage.Ports;

/// <summary>Reads users. Reads see everything that was committed before they began.</summary>
public interface IUserStore
{
    /// <summary>A user in any state; null if there is none.</summary>
    ValueTask<StoredUser?> FindAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>Those that exist, in any state and order.</summary>
    ValueTask<IReadOnlyList<StoredUser>> FindAsync(IReadOnlyList<UserId> users, CancellationToken cancellationToken);

    /// <summary>The user who has confirmed a credential; nobody if none has.</summary>
    ValueTask<UserId> FindByCredentialAsync(string method, string value, CancellationToken cancellationToken);
}
