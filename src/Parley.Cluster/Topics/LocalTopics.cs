using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Parley.Protocol.Names;
using Parley.Topics;

namespace Parley.Cluster.Topics;

/// <summary>The topics loaded in this process. Posting to them needs no call to a grain.</summary>
internal sealed class LocalTopics(ClusterInstruments instruments)
{
    private readonly ConcurrentDictionary<TopicName, TopicMailbox> _mailboxes = new();

    /// <summary>Topics loaded in this process, at this moment.</summary>
    public ICollection<TopicMailbox> All => _mailboxes.Values;

    public void Add(TopicMailbox mailbox)
    {
        _mailboxes[mailbox.Name] = mailbox;
        instruments.TopicLoaded();
    }

    // A later life of the topic may have taken the place already, and been counted.
    public void Remove(TopicMailbox mailbox)
    {
        if (_mailboxes.TryRemove(KeyValuePair.Create(mailbox.Name, mailbox)))
            instruments.TopicUnloaded();
    }

    public bool TryGet(TopicName topic, [NotNullWhen(true)] out TopicMailbox? mailbox) => _mailboxes.TryGetValue(topic, out mailbox);

    /// <summary>True if the topic is loaded here and has taken the input. A topic that is not loaded is left alone.</summary>
    public bool TryPost(TopicName topic, TopicInput input) =>
        TryGet(topic, out var mailbox) && mailbox.Post(input) == PostOutcome.Accepted;
}
