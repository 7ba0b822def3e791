using Parley.Accounts;
using Parley.Accounts.Authenticators;
using Parley.Accounts.Authenticators.Rest;
using Parley.Accounts.Options;
using Parley.Accounts.Remove;
using Parley.Cluster.Chores;
using Parley.Protocol.Access;
using Parley.Server.Data;
using Parley.Server.Settings;
using Parley.Storage.Ports;

namespace Parley.Server.Hosting;

/// <summary>Gives account rules their settings, and what they stand on.</summary>
internal static class AccountWiring
{
    private static readonly TimeSpan DeletionPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan CodePeriod = TimeSpan.FromMinutes(10);

    public static IServiceCollection AddParleyAccountsOf(this IServiceCollection services, ParleySettings settings, ServerStore store)
    {
        services.AddSingleton<IParleyStore>(store.Store);
        services.AddSingleton(store.Store.Topics);
        services.AddSingleton(store.Ids);
        services.AddSingleton(TimeProvider.System);
        services.Configure<AccountOptions>(options => Fill(options, settings, store.Secrets));
        AddChores(services, settings.Accounts.Unconfirmed);
        if (!string.IsNullOrEmpty(settings.Accounts.Rest.Url))
            services.AddHostedService<RestNamespaces>();
        return services.AddParleyAccounts();
    }

    private static void AddChores(IServiceCollection services, CollectionSettings unconfirmed)
    {
        services.AddSingleton(s => new Chore("deletions", DeletionPeriod, s.GetRequiredService<UserPurge>().ResumeAsync, StartsAtOnce: true));
        services.AddSingleton(s => new Chore("codes", CodePeriod, s.GetRequiredService<CodeAuthenticator>().CollectAsync));
        if (unconfirmed.Enabled)
        {
            services.AddSingleton(s => new Chore(
                "accounts", TimeSpan.FromSeconds(unconfirmed.PeriodSeconds), s.GetRequiredService<UnconfirmedAccounts>().CollectAsync));
        }
    }

    private static void Fill(AccountOptions options, ParleySettings settings, ServerSecrets secrets)
    {
        var accounts = settings.Accounts;
        options.Basic.AddToTags = accounts.LoginInTags;
        options.Basic.MinLoginLength = accounts.LoginLengthMin;
        options.Basic.MinPasswordLength = accounts.PasswordLengthMin;
        options.Token.Key = secrets.TokenKey;
        options.Token.ExpireIn = TimeSpan.FromSeconds(accounts.TokenSeconds);
        options.Token.SerialNumber = accounts.TokenSerial;
        options.Code = new CodeOptions
        {
            ExpireIn = TimeSpan.FromSeconds(accounts.CodeSeconds),
            CodeLength = accounts.CodeLength,
            MaxRetries = accounts.CodeRetriesMax,
        };
        options.LogicalNames = accounts.LogicalNames;
        if (Uri.TryCreate(accounts.Rest.Url, UriKind.Absolute, out var service))
        {
            options.Rest = new RestOptions
            {
                Address = service,
                AllowsNewAccounts = accounts.Rest.AllowNewAccounts,
                HasSeparateEndpoints = accounts.Rest.SeparateEndpoints,
                Timeout = TimeSpan.FromSeconds(accounts.Rest.TimeoutSeconds),
            };
        }
        options.Collection = new CollectionOptions
        {
            Age = TimeSpan.FromHours(accounts.Unconfirmed.AgeHours),
            AccountsMax = accounts.Unconfirmed.AccountsMax,
        };
        options.PermanentAccounts = accounts.Permanent;
        options.MaxTagCount = settings.Limits.TagsMax;
        options.AliasNamespace = settings.Topics.AliasTag.Length > 0 ? settings.Topics.AliasTag : null;
        options.P2PDeleteEnabled = settings.Topics.P2PDeleteEnabled;
        options.DefaultCountry = accounts.DefaultCountry;
        Add(options, "email", accounts.Email);
        Add(options, "tel", accounts.Tel);
    }

    private static void Add(AccountOptions options, string method, CredentialSettings settings) =>
        options.Credentials[method] = new CredentialOptions
        {
            AddToTags = settings.AddToTags,
            RequiredLevels = [.. settings.Required.Select(AuthLevels.Parse)],
            DebugResponse = string.IsNullOrEmpty(settings.DebugResponse) ? null : settings.DebugResponse,
            MaxRetries = settings.RetriesMax,
            CodeLength = settings.CodeLength,
            Domains = [.. settings.Domains.Select(domain => domain.ToLowerInvariant())],
        };
}
