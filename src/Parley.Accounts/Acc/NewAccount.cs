using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Storage.Records;
using Parley.Storage.Writes;

namespace Parley.Accounts.Acc;

/// <summary>What a new account consists of: pure functions.</summary>
public static class NewAccount
{
    /// <summary>
    /// The rows of a user, and of its subscriptions to its own topics. Further writes, such as its login, belong into the same
    /// unit: there are no half accounts.
    /// </summary>
    /// <param name="note">The private part of <c>me</c>.</param>
    public static IReadOnlyList<StoreWrite> Writes(StoredUser user, Payload note) =>
    [
        new CreateUser(user),
        Subscribe(TopicName.Me(user.Id), user, note),
        Subscribe(TopicName.Find(user.Id), user, default),
    ];

    /// <summary>The access that a user grants to those who write to it.</summary>
    /// <param name="part">What the client asked for; null for the default.</param>
    /// <param name="mayDelete">Either user of a conversation may delete messages for both.</param>
    public static DefaultAccess Access(DefaultAccessPart? part, bool mayDelete)
    {
        var conversation = AccessMasks.P2P(mayDelete);
        return new DefaultAccess(
            Access(part?.Auth, conversation | AccessMasks.Member, conversation), Access(part?.Anon, AccessMode.None, conversation));
    }

    private static AccessMode Access(string? text, AccessMode standard, AccessMode conversation)
    {
        if (string.IsNullOrEmpty(text))
            return standard;
        // Compat: a text that is no mode leaves the default, but cut to what a conversation has.
        var mode = (AccessMode.TryParse(text, out var asked) && asked is { } known ? known : standard) & conversation;
        // Without A nobody could be let in who was kept out.
        return mode.IsNone ? mode : mode | AccessMode.Approve;
    }

    private static PutSubscription Subscribe(TopicName topic, StoredUser user, Payload note) =>
        new(new StoredSubscription
        {
            Key = new SubscriptionKey(topic, user.Id),
            Created = user.Created,
            Updated = user.Updated,
            Want = AccessMasks.Me,
            Given = AccessMasks.Me,
            Private = note,
        });
}
