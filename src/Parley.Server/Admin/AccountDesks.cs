using Parley.Accounts.Operator;
using Parley.Server.Data;
using Parley.Server.Hosting;
using Parley.Server.Settings;

namespace Parley.Server.Admin;

/// <summary>Finds who works on the accounts of a data folder.</summary>
internal static class AccountDesks
{
    /// <summary>The running server if there is one, else this process.</summary>
    /// <exception cref="CommandFailedException">The data folder cannot be used.</exception>
    public static async Task<IAccountDesk> OpenAsync(ParleySettings settings, CancellationToken cancellationToken)
    {
        var folder = DataFolder.Open(settings.Data);
        if (await RemoteDesk.ConnectAsync(folder, cancellationToken) is { } remote)
            return remote;

        var store = await ServerStore.OpenAsync(settings, folder, isVerbose: false, cancellationToken);
        var services = new ServiceCollection();
        services.AddParleyAccountsOf(settings, store);
        var provider = services.BuildServiceProvider();
        return new LocalDesk(provider.GetRequiredService<OperatorAccounts>(), new Opened(provider, store));
    }

    private sealed class Opened(ServiceProvider services, ServerStore store) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await services.DisposeAsync();
            await store.DisposeAsync();
        }
    }
}
