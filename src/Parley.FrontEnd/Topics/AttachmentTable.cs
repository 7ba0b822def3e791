using System.Collections.Concurrent;
using Parley.FrontEnd.Sessions;
using Parley.Protocol.Names;

namespace Parley.FrontEnd.Topics;

/// <summary>Which sessions of this process are attached to which topics. Each topic has a lock of its own.</summary>
public sealed class AttachmentTable
{
    private readonly ConcurrentDictionary<TopicName, TopicAttachments> _topics = new();
    private readonly ConcurrentDictionary<UserId, TopicAttachments> _me = new();

    /// <summary>The topics to which a session of this process is attached.</summary>
    public IEnumerable<TopicName> Topics
    {
        get
        {
            foreach (var (topic, _) in _topics)
                yield return topic;
        }
    }

    public TopicAttachments? Find(TopicName topic) => _topics.GetValueOrDefault(topic);

    /// <summary>The attachments to the <c>me</c> of a user, found without making its name.</summary>
    public TopicAttachments? FindMe(UserId user) => _me.GetValueOrDefault(user);

    public void Put(TopicName topic, in SessionAttachment attachment)
    {
        while (true)
        {
            var attachments = _topics.GetOrAdd(topic, static _ => new TopicAttachments());
            lock (attachments.Sync)
            {
                if (attachments.IsRetired)
                    continue;
                attachments.Put(attachment);
                if (topic.IsMe)
                    PutMe(topic, attachments, attachment.Session);
                return;
            }
        }
    }

    public bool Remove(TopicName topic, Session session)
    {
        if (Find(topic) is not { } attachments)
            return false;
        lock (attachments.Sync)
        {
            var wasThere = attachments.Remove(session);
            RetireIfEmpty(topic, attachments);
            return wasThere;
        }
    }

    /// <summary>Removes all attachments to a topic and returns them.</summary>
    public IReadOnlyList<SessionAttachment> RemoveAll(TopicName topic)
    {
        if (Find(topic) is not { } attachments)
            return [];
        lock (attachments.Sync)
        {
            var gone = attachments.Clear();
            RetireIfEmpty(topic, attachments);
            return gone;
        }
    }

    /// <summary>The topic has begun a new life: those attached wait until it has taken them back. Returns them.</summary>
    public IReadOnlyList<SessionAttachment> BeginReturn(TopicName topic)
    {
        if (Find(topic) is not { } attachments)
            return [];
        lock (attachments.Sync)
            return attachments.BeginReturn();
    }

    private void PutMe(TopicName topic, TopicAttachments attachments, Session session)
    {
        if (attachments.Activity is null && topic.TryGetOwner(out var user))
        {
            attachments.Activity = new MeActivity(topic, user);
            _me[user] = attachments;
        }
        attachments.Activity?.Forget(session);
        session.Me = attachments.Activity;
    }

    private void RetireIfEmpty(TopicName topic, TopicAttachments attachments)
    {
        if (attachments.Count > 0 || attachments.IsRetired)
            return;
        attachments.IsRetired = true;
        _topics.TryRemove(KeyValuePair.Create(topic, attachments));
        if (attachments.Activity is { } me)
            _me.TryRemove(KeyValuePair.Create(me.User, attachments));
    }
}
