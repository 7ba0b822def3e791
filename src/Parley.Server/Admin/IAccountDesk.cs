namespace Parley.Server.Admin;

/// <summary>Where <c>parley user</c> has its work done: in this process, or by the server that runs on the data folder.</summary>
/// <remarks>All methods throw <see cref="CommandFailedException"/> with the reason if something cannot be done.</remarks>
internal interface IAccountDesk : IAsyncDisposable
{
    /// <summary>Makes an account; returns its id.</summary>
    Task<string> AddAsync(NewAccountOrder order, CancellationToken cancellationToken);

    /// <summary>All accounts, oldest first.</summary>
    Task<IReadOnlyList<AccountLine>> ListAsync(CancellationToken cancellationToken);

    Task SetPasswordAsync(string login, string password, CancellationToken cancellationToken);

    /// <param name="level">"auth" or "root".</param>
    Task SetLevelAsync(string login, string level, CancellationToken cancellationToken);
}
