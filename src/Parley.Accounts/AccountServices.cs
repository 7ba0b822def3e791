using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Parley.Accounts.Acc;
using Parley.Accounts.Authenticators;
using Parley.Accounts.Authenticators.Rest;
using Parley.Accounts.Credentials;
using Parley.Accounts.Login;
using Parley.Accounts.Operator;
using Parley.Accounts.Options;
using Parley.Accounts.Remove;
using Parley.Accounts.Tags;

namespace Parley.Accounts;

/// <summary>Puts account rules into a container.</summary>
public static class AccountServices
{
    private const int RestAnswerBytesMax = 256 * 1024;
    private const int RestConnectionsMax = 32;

    /// <summary>
    /// Adds account rules. They need from elsewhere: <c>IParleyStore</c>, <c>IdSource</c>, <c>TimeProvider</c>,
    /// <see cref="IAccountNotices"/>, and settings for <see cref="AccountOptions"/>, at least a token key.
    /// </summary>
    public static IServiceCollection AddParleyAccounts(this IServiceCollection services)
    {
        services.AddOptions<AccountOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AccountOptions>, AccountOptionsValidator>());
        services.TryAddSingleton(s => s.GetRequiredService<IOptions<AccountOptions>>().Value);
        services.TryAddSingleton<IRandomSource, SystemRandomSource>();
        services.TryAddSingleton<ICredentialSender, NoCredentialSender>();

        services.TryAddSingleton<PasswordHasher>();
        services.TryAddSingleton<BasicAuthenticator>();
        services.TryAddSingleton<TokenAuthenticator>();
        services.TryAddSingleton<CodeAuthenticator>();
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IAuthenticator, AnonymousAuthenticator>(),
            ServiceDescriptor.Singleton<IAuthenticator, BasicAuthenticator>(s => s.GetRequiredService<BasicAuthenticator>()),
            ServiceDescriptor.Singleton<IAuthenticator, TokenAuthenticator>(s => s.GetRequiredService<TokenAuthenticator>()),
            ServiceDescriptor.Singleton<IAuthenticator, CodeAuthenticator>(s => s.GetRequiredService<CodeAuthenticator>()),
            ServiceDescriptor.Singleton<IAuthenticator, RestAuthenticator>(s => s.GetRequiredService<RestAuthenticator>()),
        ]);
        AddRest(services);
        services.TryAddSingleton<AuthenticatorTable>();

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidator, EmailValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidator, TelValidator>());
        services.TryAddSingleton<ValidatorTable>();
        services.TryAddSingleton<CredentialRules>();
        services.TryAddSingleton<GuessTurns>();
        services.TryAddSingleton<CredentialConfirmation>();
        services.TryAddSingleton<ConfirmationRequests>();

        services.TryAddSingleton<TagPolicy>();
        services.TryAddSingleton<TaggedCommit>();
        services.TryAddSingleton<UserPurge>();
        services.TryAddSingleton<UserRemoval>();
        services.TryAddSingleton<UnconfirmedAccounts>();
        services.TryAddSingleton<AccountStateChange>();
        services.TryAddSingleton<LoginCompletion>();
        services.TryAddSingleton<ResetSecret>();

        services.TryAddSingleton<CreateAccount>();
        services.TryAddSingleton<UpdateAccount>();
        services.TryAddSingleton<AccHandler>();
        services.TryAddSingleton<LoginHandler>();
        services.TryAddSingleton<DeleteUser>();

        services.TryAddSingleton<AccountFinder>();
        services.TryAddSingleton<AccountDirectory>();
        services.TryAddSingleton<OperatorAccounts>();
        services.TryAddSingleton<OperatorLogins>();
        services.TryAddSingleton<OperatorStates>();
        services.TryAddSingleton<OperatorCredentials>();
        services.TryAddSingleton<TokenExplanation>();
        return services;
    }

    // Made only if there are settings for it.
    private static void AddRest(IServiceCollection services)
    {
        services.AddHttpClient(RestService.ClientName)
            .ConfigureHttpClient((provider, client) =>
            {
                client.Timeout = provider.GetRequiredService<AccountOptions>().Rest?.Timeout ?? client.Timeout;
                client.MaxResponseContentBufferSize = RestAnswerBytesMax;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                MaxConnectionsPerServer = RestConnectionsMax,
                PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            })
            .RemoveAllLoggers();
        services.TryAddSingleton<RestService>();
        services.TryAddSingleton<RestAccounts>();
        services.TryAddSingleton<RestAuthenticator>();
    }
}
