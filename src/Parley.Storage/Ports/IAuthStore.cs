using Parley.Protocol.Names;
using Parley.Storage.Records;

namespace Parley.Storage.Ports;

/// <summary>Reads ways to log in.</summary>
public interface IAuthStore
{
    ValueTask<AuthRecord?> FindAsync(string scheme, string login, CancellationToken cancellationToken);

    ValueTask<AuthRecord?> FindAsync(UserId user, string scheme, CancellationToken cancellationToken);
}
