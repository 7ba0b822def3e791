namespace Parley.Topics.Kinds;

/// <summary>What a topic lists when asked for subscriptions.</summary>
public enum SubscriptionSource
{
    None = 0,

    /// <summary>The topics that the user has subscribed to.</summary>
    Contacts,

    /// <summary>What was found for the query.</summary>
    SearchResults,

    /// <summary>Both users of a conversation.</summary>
    BothUsers,

    /// <summary>The members, or for a channel reader only itself.</summary>
    Members,
}
