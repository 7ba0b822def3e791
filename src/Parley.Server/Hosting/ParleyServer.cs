using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Parley.Media.Storing;
using Parley.Server.Admin;
using Parley.Server.Data;
using Parley.Server.Sample;
using Parley.Server.Settings;

namespace Parley.Server.Hosting;

/// <summary>A running server in this process: what <c>parley serve</c> is made of.</summary>
public sealed partial class ParleyServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ServerStore _store;
    private bool _isStopped;

    private ParleyServer(WebApplication application, ServerStore store, ListenAddress address, ParleySettings settings)
    {
        (_application, _store) = (application, store);
        Url = address.Url(PortOf(application, 0) ?? address.Port, settings.Tls.Enabled);
        GrpcUrl = settings.Grpc.Address is { } grpc ? grpc.Url(PortOf(application, 1) ?? grpc.Port, settings.Tls.Enabled) : null;
    }

    /// <summary>Where the web client is, as a browser on this machine finds it.</summary>
    public string Url { get; }

    /// <summary>Where gRPC clients on this machine find the server; null if there is no gRPC.</summary>
    public string? GrpcUrl { get; }

    public DataFolder Folder => _store.Folder;

    /// <summary>The key that client applications other than the web client must be given.</summary>
    public string ApiKey => Accounts.ApiKey.Make(_store.Secrets.ApiKeySalt);

    /// <summary>Why there is only a start page; null if there is a web client.</summary>
    public string? MissingWebClient { get; private init; }

    /// <summary>Login and password of the sample people if they were added by this start; null otherwise.</summary>
    public IReadOnlyList<SampleLogin>? SamplePeople { get; private init; }

    /// <summary>Sample data was asked for, but there are users already.</summary>
    public bool SampleDataWasIgnored { get; private init; }

    /// <summary>Somebody has an account here.</summary>
    public bool HasUsers { get; private init; }

    /// <summary>Opens the data folder and listens.</summary>
    /// <exception cref="CommandFailedException">It cannot start; says why.</exception>
    public static async Task<ParleyServer> StartAsync(ParleySettings settings, StartOptions start, CancellationToken cancellationToken)
    {
        if (!ListenAddress.TryParse(settings.Listen, out var address))
            throw new CommandFailedException(string.Join(Environment.NewLine, settings.Problems()));
        CheckFree(settings.Listen, address, "--listen");
        if (settings.Grpc.Address is { } grpc)
            CheckFree(settings.Grpc.Listen, grpc, "--grpc-listen");
        if (settings.Tls.RedirectAddress is { } redirect)
            CheckFree(settings.Tls.RedirectFrom, redirect, "tls.redirectFrom");
        if (settings.Management.Address is { } management)
            CheckFree(settings.Management.Listen, management, "management.listen");
        var store = await ServerStore.OpenAsync(settings, DataFolder.Open(settings.Data), start.IsVerbose, cancellationToken);
        WebApplication? application = null;
        try
        {
            var webClient = WebClientFiles.Locate(settings);
            application = Build(settings, start, address, store, webClient);
            Tell(application, start.Notes, store.Folder);
            var people = start.WithSampleData
                ? await application.Services.GetRequiredService<SampleLoader>().AddAsync(cancellationToken)
                : null;
            await PrepareFilesAsync(application.Services, cancellationToken);
            await ListenAsync(application, settings, address, cancellationToken);
            AdminSocket.Protect(store.Folder);
            return new ParleyServer(application, store, address, settings)
            {
                MissingWebClient = webClient.Missing,
                SamplePeople = people,
                SampleDataWasIgnored = start.WithSampleData && people is null,
                HasUsers = await store.Store.Inventory.UsersAsync(default, state: null, cancellationToken).AnyAsync(cancellationToken),
            };
        }
        catch
        {
            if (application is not null)
                await application.DisposeAsync();
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Completes when the process was told to stop and everything has been put away.</summary>
    public async Task UntilStoppedAsync()
    {
        // Its terminal was closed. The host listens to the other signals by itself.
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            _application.Lifetime.StopApplication();
        });
        await _application.WaitForShutdownAsync();
        _isStopped = true;
    }

    public async ValueTask DisposeAsync()
    {
        // Sessions and topics are told to end before what they stand on is put away.
        if (!_isStopped)
            await _application.StopAsync();
        await _application.DisposeAsync();
        await _store.DisposeAsync();
    }

    private static WebApplication Build(
        ParleySettings settings, StartOptions start, ListenAddress address, ServerStore store, WebClientFiles webClient)
    {
        // Nothing by default: neither settings nor addresses of the framework's own variables and files.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "parley", ContentRootPath = store.Folder.Path });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            Listeners.Configure(kestrel, address, settings, kestrel.ApplicationServices.GetService<CertificateFiles>(), store.Folder));
        if (settings.Tls.Enabled)
        {
            builder.Services.AddSingleton(s => new CertificateFiles(
                settings.Tls, s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<CertificateFiles>>()));
        }
        builder.Logging.AddParleyConsole(start.IsVerbose);
        builder.Services.AddRoutingCore();
        builder.Services.Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));
        builder.AddParley(settings, store, webClient);
        var application = builder.Build();
        // Says at once if the files are none.
        application.Services.GetService<CertificateFiles>();
        application.MapParley(settings, webClient, () => PortOf(application, 0) ?? address.Port);
        return application;
    }

    private static async Task PrepareFilesAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            if (services.GetService<IFileStorage>() is { } files)
                await files.PrepareAsync(cancellationToken);
        }
        catch (FileStorageException error)
        {
            throw new CommandFailedException(error.Message, error);
        }
    }

    private static async Task ListenAsync(
        WebApplication application, ParleySettings settings, ListenAddress address, CancellationToken cancellationToken)
    {
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch (IOException error) when (error.InnerException is AddressInUseException)
        {
            throw InUse(settings.Listen, address, "--listen", error);
        }
    }

    private static void CheckFree(string listen, ListenAddress address, string option)
    {
        try
        {
            Listeners.CheckFree(address);
        }
        catch (SocketException error) when (error.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw InUse(listen, address, option, error);
        }
        catch (SocketException error)
        {
            throw new CommandFailedException(
                $"Cannot listen at {listen} ({error.Message.TrimEnd('.')}); choose an address of this machine and a free port with {option}.", error);
        }
    }

    private static CommandFailedException InUse(string listen, ListenAddress address, string option, Exception error) => new(
        $"Something listens at {listen} already; stop it, or choose another address with {option}"
        + (address.SocketPath is null && listen.LastIndexOf(':') is >= 0 and var colon
            ? string.Create(CultureInfo.InvariantCulture, $", as {option} {listen[..colon]}:{address.Port + 1}.")
            : "."),
        error);

    // Addresses are kept in the order in which Listeners names them.
    private static int? PortOf(WebApplication application, int index)
    {
        var bound = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.ElementAtOrDefault(index);
        return Uri.TryCreate(bound, UriKind.Absolute, out var uri) && uri.Port > 0 && !bound.Contains("unix:", StringComparison.Ordinal) ? uri.Port : null;
    }

    private static void Tell(WebApplication application, IReadOnlyList<SettingsNote> notes, DataFolder folder)
    {
        var logger = application.Services.GetRequiredService<ILogger<ParleyServer>>();
        if (!AdminSocket.Fits(folder))
            Log.OutOfReach(logger, folder.Path);
        foreach (var note in notes)
        {
            if (note.IsWarning)
                Log.SettingsMistake(logger, note.Text);
            else
                Log.SettingsWithoutEffect(logger, note.Text);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "SettingsMistake", Level = LogLevel.Warning, Message = "{Note}")]
        public static partial void SettingsMistake(ILogger logger, string note);

        [LoggerMessage(EventName = "CommandsCannotReach", Level = LogLevel.Warning,
            Message = "The path {Path} is too long for a socket: commands cannot reach this server. Name the data folder by a symbolic link.")]
        public static partial void OutOfReach(ILogger logger, string path);

        [LoggerMessage(EventName = "SettingsWithoutEffect", Level = LogLevel.Information, Message = "{Note}")]
        public static partial void SettingsWithoutEffect(ILogger logger, string note);
    }
}
