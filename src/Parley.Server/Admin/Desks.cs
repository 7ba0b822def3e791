using Parley.Accounts;
using Parley.Server.Data;
using Parley.Server.Hosting;
using Parley.Server.Settings;
using Parley.Topics.Operator;

namespace Parley.Server.Admin;

/// <summary>Finds who works on a data folder.</summary>
internal static class Desks
{
    /// <summary>The running server if there is one, else this process.</summary>
    /// <param name="mayMakeFolder">Makes the data folder if there is none: only for what adds something.</param>
    /// <exception cref="CommandFailedException">The data folder cannot be used, or there is none.</exception>
    public static async Task<IDesk> OpenAsync(ParleySettings settings, bool mayMakeFolder, CancellationToken cancellationToken)
    {
        var folder = mayMakeFolder ? DataFolder.Open(settings.Data) : DataFolder.OpenExisting(settings.Data);
        try
        {
            return (IDesk?)await RemoteDesk.ConnectAsync(folder, cancellationToken) ?? await OpenHereAsync(settings, folder, cancellationToken);
        }
        catch (CommandFailedException failure) when (!AdminSocket.Fits(folder))
        {
            throw new CommandFailedException(
                failure.Message + " If it is the server: the path of its data folder is too long for commands to reach it; name the folder by a symbolic link.",
                failure);
        }
    }

    private static async Task<LocalDesk> OpenHereAsync(ParleySettings settings, DataFolder folder, CancellationToken cancellationToken)
    {
        var store = await ServerStore.OpenAsync(settings, folder, isVerbose: false, cancellationToken);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddParleyAccountsOf(settings, store);
        services.AddParleyOperator(settings);
        services.AddSingleton<IAccountNotices, NobodyToTell>();
        services.AddSingleton<ITopicRemoval, StoredTopicRemoval>();
        var provider = services.BuildServiceProvider();
        return new LocalDesk(provider, new Opened(provider, store));
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
