using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Parley.Accounts.Acc;
using Parley.Accounts.Authenticators;
using Parley.Accounts.Credentials;
using Parley.Accounts.Login;
using Parley.Accounts.Operator;
using Parley.Accounts.Options;
using Parley.Accounts.Remove;
using Parley.Accounts.Tests.Fakes;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Routing;
using Parley.Storage.Ports;

namespace Parley.Accounts.Tests;

/// <summary>Account rules with the settings of the recorded transcripts, on a store in memory.</summary>
internal sealed class AccountWorld : IAsyncDisposable
{
    public const string TokenKey = "wfaY2RgF2S1OQI/ZlK+LSrp1KB2jwAdGAIHQ7JZn+Kc=";

    private readonly ServiceProvider _services;

    public AccountWorld(Action<AccountOptions>? configure = null, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IRandomSource, CountingRandom>();
        services.AddSingleton<ICredentialSender>(Notices);
        services.AddParleyAccounts();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<IParleyStore>(Store);
        services.AddSingleton<IAccountNotices>(Notices);
        services.AddSingleton(new IdSource(new UidCipher(Convert.FromBase64String("la6YsO+bNX/+XIkOqc5Svw==")), 1, Time));
        services.Configure<AccountOptions>(options =>
        {
            options.Basic = new BasicOptions { AddToTags = true, MinLoginLength = 4, MinPasswordLength = 6 };
            options.Token.Key = Convert.FromBase64String(TokenKey);
            options.PasswordHash.Cost = 4;
            options.P2PDeleteEnabled = true;
            options.AliasNamespace = "alias";
            options.Credentials["email"] = new CredentialOptions
            {
                AddToTags = true,
                RequiredLevels = [AuthLevel.Authenticated],
                DebugResponse = "123456",
            };
            options.Credentials["tel"] = new CredentialOptions { AddToTags = true };
            configure?.Invoke(options);
        });
        more?.Invoke(services);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, 120, TimeSpan.Zero));
    public MemoryStore Store { get; } = new();
    public RecordedNotices Notices { get; } = new();
    public DateTime Now => Time.GetUtcNow().UtcDateTime;
    public TokenAuthenticator Tokens => Get<TokenAuthenticator>();
    public OperatorAccounts Operator => Get<OperatorAccounts>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    public AccountContext Nobody => new() { Session = new SessionId(new FrontEndId(1), 1), ReceivedAt = Now };

    public AccountContext As(UserId user, AuthLevel level = AuthLevel.Authenticated) =>
        Nobody with { SessionUser = user, SessionLevel = level, User = user, Level = level };

    public AccountContext Root => As(new UserId(99), AuthLevel.Root);

    public async Task<AccountReply> AccAsync(AccPacket packet, AccountContext? context = null) =>
        await Get<AccHandler>().HandleAsync(packet, context ?? Nobody, TestContext.Current.CancellationToken);

    public async Task<AccountReply> LoginAsync(LoginPacket packet, AccountContext? context = null) =>
        await Get<LoginHandler>().HandleAsync(packet, context ?? Nobody, TestContext.Current.CancellationToken);

    public Task<AccountReply> LoginAsync(string scheme, string secret, params CredPart[] cred) =>
        LoginAsync(new LoginPacket { Scheme = scheme, Secret = Bytes(secret), Cred = cred });

    public Task<AccountReply> LoginAsync(byte[] token, params CredPart[] cred) =>
        LoginAsync(new LoginPacket { Scheme = "token", Secret = token, Cred = cred });

    public async Task<AccountReply> DeleteAsync(DelPacket packet, AccountContext context) =>
        await Get<DeleteUser>().HandleAsync(packet with { What = DelWhat.User }, context, TestContext.Current.CancellationToken);

    /// <summary>An account whose address is confirmed.</summary>
    public async Task<UserId> AddUserAsync(string name, AuthLevel level = AuthLevel.Authenticated)
    {
        var user = await Operator.AddAsync(
            name, $"{name}-pass", level, name, $"{name}@example.com", TestContext.Current.CancellationToken);
        Store.Units.Clear();
        return user;
    }

    public static AccPacket New(string secret, string? email = "alice@example.com") => new()
    {
        User = "new",
        Scheme = "basic",
        Secret = Bytes(secret),
        Cred = email is null ? null : [Email(email)],
    };

    public static CredPart Email(string? value = null, string? response = null) =>
        new() { Method = "email", Value = value, Response = response };

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
