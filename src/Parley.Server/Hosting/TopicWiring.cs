using Parley.Accounts.Credentials;
using Parley.Accounts.Tags;
using Parley.Server.Data;
using Parley.Server.Settings;
using Parley.Topics;
using Parley.Topics.Handlers;

namespace Parley.Server.Hosting;

/// <summary>Gives topic rules their settings, and what they stand on.</summary>
internal static class TopicWiring
{
    public static IServiceCollection AddParleyTopicsOf(this IServiceCollection services, ParleySettings settings, ServerStore store)
    {
        services.AddSingleton(provider => Options(settings, provider.GetRequiredService<TagPolicy>()));
        services.AddSingleton(provider => new HandlerTable(
            provider.GetRequiredService<TopicOptions>(),
            provider.GetRequiredService<ValidatorTable>(),
            provider.GetRequiredService<CredentialRules>()));
        services.AddSingleton<ITopicReader>(_ => new StoreTopicReader(store.Store));
        services.AddSingleton(provider => new TopicServices(
            provider.GetRequiredService<ITopicReader>(),
            store.Store.Commit,
            provider.GetRequiredService<TopicOptions>(),
            provider.GetRequiredService<HandlerTable>(),
            provider.GetRequiredService<ILoggerFactory>())
        {
            Instruments = provider.GetRequiredService<TopicInstruments>(),
        });
        services.AddSingleton<TopicInstruments>();
        return services;
    }

    private static TopicOptions Options(ParleySettings settings, TagPolicy tags) => new()
    {
        SubscribersMax = settings.Limits.SubscribersMax,
        // What was sent in one packet can always be stored.
        ValueBytesMax = settings.Limits.MessageBytesMax,
        P2PDeleteEnabled = settings.Topics.P2PDeleteEnabled,
        MessageDeleteAge = settings.Topics.MessageDeleteAgeSeconds > 0 ? TimeSpan.FromSeconds(settings.Topics.MessageDeleteAgeSeconds) : null,
        CrowdSessionsMax = settings.Limits.PresenceSessionsMax,
        TagsMax = settings.Limits.TagsMax,
        AliasNamespace = settings.Topics.AliasTag.Length > 0 ? settings.Topics.AliasTag : null,
        MaskedNamespaces = settings.Topics.MaskedTags,
        ImmutableNamespaces = () => tags.ImmutableNamespaces,
        CallsEnabled = settings.Calls.Enabled,
        CallTimeout = TimeSpan.FromSeconds(settings.Calls.TimeoutSeconds),
    };
}
