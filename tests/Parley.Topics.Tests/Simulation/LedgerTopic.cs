using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Storage.Records;
using Parley.Storage.Writes;

namespace Parley.Topics.Tests.Simulation;

/// <summary>What was committed of one topic: subscriptions, messages, deletions.</summary>
internal sealed class LedgerTopic(TopicName name, Action<string> fault)
{
    private readonly Dictionary<SubscriptionKey, LedgerSubscription> _subscriptions = [];
    private readonly Dictionary<int, LedgerMessage> _messages = [];
    private readonly Dictionary<UserId, AccessMode> _trail = [];

    public TopicName Name => name;

    public bool Exists { get; private set; }

    public bool IsChannel { get; private set; }

    public UserId Owner { get; set; }

    public int LastSeq { get; private set; }

    public IReadOnlyDictionary<int, LedgerMessage> Messages => _messages;

    public IReadOnlyDictionary<SubscriptionKey, LedgerSubscription> Subscriptions => _subscriptions;

    public void Create(StoredTopic row)
    {
        if (Exists)
            fault($"{name} was created twice");
        Clear();
        (Exists, IsChannel, Owner) = (true, row.IsChannel, row.Owner);
    }

    public void Delete()
    {
        Clear();
        Exists = false;
    }

    public void Put(StoredSubscription row)
    {
        if (_subscriptions.TryGetValue(row.Key, out var before) && before.Created == row.Created
            && (row.ReadSeq < before.ReadSeq || row.RecvSeq < before.RecvSeq))
            fault($"{name}: marks of {row.Key.User} went back to {row.ReadSeq}/{row.RecvSeq} from {before.ReadSeq}/{before.RecvSeq}");
        if (before is not null && before.Created != row.Created)
            fault($"{name}: {row.Key.User} has subscribed twice");
        _subscriptions[row.Key] = new LedgerSubscription(row.Mode, row.Created)
        {
            ReadSeq = row.ReadSeq,
            RecvSeq = row.RecvSeq,
            HasGainedPresence = before is not null && (before.HasGainedPresence || (row.Mode.IsPresencer && !before.Mode.IsPresencer)),
        };
        Note(row.Key.User);
    }

    public void Remove(SubscriptionKey key)
    {
        if (!_subscriptions.Remove(key))
            fault($"{name}: {key.User} was unsubscribed without being subscribed");
        // Who comes back sees again what it had deleted for itself.
        if (!key.IsReader)
        {
            foreach (var message in _messages.Values)
                message.DeletedFor.Remove(key.User);
        }
    }

    public void Save(StoredMessage message, bool marksRead)
    {
        if (message.Seq != LastSeq + 1)
            fault($"{name}: message {message.Seq} after {LastSeq}");
        LastSeq = message.Seq;
        HashSet<UserId> readers = [.. _subscriptions.Where(s => s.Value.Mode.IsReader).Select(s => s.Key.User)];
        _messages[message.Seq] = new LedgerMessage(message.Content, message.From, readers);
        if (marksRead && _subscriptions.TryGetValue(new SubscriptionKey(name, message.From), out var sender))
            (sender.ReadSeq, sender.RecvSeq) = (message.Seq, message.Seq);
    }

    public void Raise(RaiseMarks raise)
    {
        if (!_subscriptions.TryGetValue(raise.Key, out var subscription))
            return;
        subscription.ReadSeq = Math.Max(subscription.ReadSeq, raise.ReadSeq);
        subscription.RecvSeq = Math.Max(subscription.ReadSeq, Math.Max(subscription.RecvSeq, raise.RecvSeq));
    }

    public void Delete(UserId user, IReadOnlyList<SeqRange> ranges)
    {
        foreach (var (seq, message) in _messages)
        {
            if (!ranges.Any(r => seq >= r.Low && seq < r.End))
                continue;
            if (user.IsNone)
                message.IsDeleted = true;
            else
                message.DeletedFor.Add(user);
        }
    }

    /// <summary>What the user may do here now, as a member or as a channel reader.</summary>
    public AccessMode ModeOf(UserId user) =>
        (_subscriptions.GetValueOrDefault(new SubscriptionKey(name, user))?.Mode ?? AccessMode.None)
        | (_subscriptions.GetValueOrDefault(new SubscriptionKey(name, user, IsReader: true))?.Mode ?? AccessMode.None);

    /// <summary>All that the user could do here at some time since the world was quiet.</summary>
    public AccessMode TrailOf(UserId user) => _trail.GetValueOrDefault(user) | ModeOf(user);

    public bool IsSubscribed(UserId user) =>
        _subscriptions.ContainsKey(new SubscriptionKey(name, user)) || _subscriptions.ContainsKey(new SubscriptionKey(name, user, IsReader: true));

    public void ForgetTrail()
    {
        _trail.Clear();
        foreach (var key in _subscriptions.Keys)
            Note(key.User);
    }

    /// <summary>Looks at what holds after every commit.</summary>
    public void Look()
    {
        var owners = _subscriptions.Count(s => s.Value.Mode.IsOwner);
        if (Exists && name.IsGroup && (owners != 1 || !ModeOf(Owner).IsOwner))
            fault($"{name} has {owners} owners, and says {Owner}");
        foreach (var (key, subscription) in _subscriptions)
        {
            if (subscription.ReadSeq > subscription.RecvSeq || subscription.RecvSeq > LastSeq)
                fault($"{name}: {key.User} has marks {subscription.ReadSeq}/{subscription.RecvSeq} of {LastSeq}");
        }
    }

    private void Note(UserId user) => _trail[user] = _trail.GetValueOrDefault(user) | ModeOf(user);

    private void Clear()
    {
        _subscriptions.Clear();
        _messages.Clear();
        LastSeq = 0;
    }
}
