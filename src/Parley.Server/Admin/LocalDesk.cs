using Parley.Accounts.Operator;
using Parley.Protocol.Access;
using Parley.Storage;

namespace Parley.Server.Admin;

/// <summary>Works on the accounts of this process.</summary>
/// <param name="owner">What is put away with the desk; null if it is only borrowed.</param>
internal sealed class LocalDesk(OperatorAccounts accounts, IAsyncDisposable? owner) : IAccountDesk
{
    public Task<string> AddAsync(NewAccountOrder order, CancellationToken cancellationToken) => Told(async () =>
        (await accounts.AddAsync(order.Login, order.Password, Level(order.Level), order.Name, order.Email, cancellationToken)).ToString());

    public Task<IReadOnlyList<AccountLine>> ListAsync(CancellationToken cancellationToken) => Told<IReadOnlyList<AccountLine>>(async () =>
    {
        var lines = new List<AccountLine>();
        await foreach (var account in accounts.ListAsync(cancellationToken))
        {
            lines.Add(new AccountLine(
                account.User.ToString(), account.Login ?? "", AuthLevels.Format(account.Level), StateName(account.State), account.Name ?? ""));
        }

        return lines;
    });

    public Task SetPasswordAsync(string login, string password, CancellationToken cancellationToken) => Told(async () =>
    {
        await accounts.SetPasswordAsync(login, password, cancellationToken);
        return true;
    });

    public Task SetLevelAsync(string login, string level, CancellationToken cancellationToken) => Told(async () =>
    {
        await accounts.SetLevelAsync(login, Level(level), cancellationToken);
        return true;
    });

    public ValueTask DisposeAsync() => owner?.DisposeAsync() ?? default;

    private static async Task<T> Told<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception error) when (error is OperatorRefusalException or StoreUnavailableException)
        {
            throw new CommandFailedException(error.Message, error);
        }
    }

    private static AuthLevel Level(string name) => name switch
    {
        "auth" => AuthLevel.Authenticated,
        "root" => AuthLevel.Root,
        _ => throw new CommandFailedException($"\"{name}\" is not a level; choose auth or root."),
    };

    private static string StateName(Storage.Records.ObjectState state) => state switch
    {
        Storage.Records.ObjectState.Ok => "ok",
        Storage.Records.ObjectState.Suspended => "suspended",
        _ => "deleted",
    };
}
