using Parley.Protocol.Names;

namespace Parley.Storage.Sql.Keys;

/// <summary>
/// Topic keys of subscriptions. Topics with a row have positive keys, which are never used again. <c>me</c> and <c>fnd</c> have no
/// row: the user's key next to it says whose they are, so one number for each is enough.
/// </summary>
internal static class TopicKeys
{
    public const long Me = -1;
    public const long Find = -2;

    /// <summary>True for <c>me</c> and <c>fnd</c>; the key is null if they are not this user's own.</summary>
    public static bool IsPersonal(TopicName topic, UserId user, out long? key)
    {
        key = null;
        if (!topic.IsMe && !topic.IsFind)
            return false;
        if (topic.TryGetOwner(out var owner) && owner == user)
            key = topic.IsMe ? Me : Find;
        return true;
    }

    /// <param name="name">Of the topic's row; null if it has none.</param>
    public static TopicName NameOf(long key, string? name, UserId user) => key switch
    {
        Me => TopicName.Me(user),
        Find => TopicName.Find(user),
        _ => new TopicName(name ?? ""),
    };
}
