using Parley.Protocol.Names;
using Parley.Protocol.Routing;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using Parley.Topics.Effects;

namespace Parley.Topics;

/// <summary>
/// The memory of one topic, owned by one engine. It changes only by <see cref="Apply(TopicPlan)"/>: durable writes are applied as they
/// will be stored, so that memory is always the rows as they are about to be.
/// </summary>
public sealed class TopicState : TopicView
{
    // Who was detached by plans that may still fail.
    private readonly Dictionary<SessionId, Attachment> _lastDetached = [];

    /// <summary>A topic that is not stored.</summary>
    public TopicState(TopicName name) : base(name)
    {
    }

    /// <summary>A stored topic.</summary>
    public TopicState(StoredTopic row, IEnumerable<StoredSubscription> members) : base(row.Name)
    {
        Take(row);
        SubscriberCount = row.SubscriberCount;
        foreach (var member in members)
            MembersByUser[member.Key.User] = Remember(member);
    }

    /// <summary>A user's <c>me</c> or <c>fnd</c>.</summary>
    public TopicState(TopicName name, StoredUser user, StoredSubscription? subscription) : base(name)
    {
        Exists = true;
        (Created, Updated, Touched) = (user.Created, user.Updated, user.Updated);
        (Access, Public, Trusted, Tags, Version) = (user.Access, user.Public, user.Trusted, user.Tags, user.Version);
        if (subscription is not null)
            MembersByUser[user.Id] = Remember(subscription);
    }

    /// <summary>Carries out a plan in memory: its writes and its live changes.</summary>
    public void Apply(TopicPlan plan)
    {
        foreach (var write in plan.Writes)
            Apply(write);
        foreach (var change in plan.Changes)
            Apply(change);
    }

    /// <summary>
    /// After a failed commit: takes over from the old state what is not stored, except what the plans that failed have changed.
    /// </summary>
    /// <returns>The attached readers of whom this cannot say what is stored: to be read, and handed to <see cref="TakeReaders"/>.</returns>
    public IReadOnlyList<SubscriptionKey> TakeLive(TopicState old, IReadOnlyList<TopicPlan> failed)
    {
        foreach (var attachment in old.AttachmentsBySession.Values)
            AttachmentsBySession[attachment.Session] = attachment;
        var isAnnounced = old.IsAnnounced;
        (Call, WasEntered) = (old.Call, old.WasEntered);
        foreach (var change in failed.Reverse().SelectMany(p => p.Changes.Reverse()))
        {
            if (change is LiveChange.Announced announced)
                isAnnounced = !announced.IsAnnounced;
            else if (change is LiveChange.Attached attached)
                AttachmentsBySession.Remove(attached.Attachment.Session);
            else if (change is LiveChange.Detached detached && old._lastDetached.TryGetValue(detached.Session, out var was))
                AttachmentsBySession[was.Session] = was;
            else if (change is LiveChange.CallChanged call)
                Call = call.Before;
        }
        foreach (var contact in old.ContactsByName.Values)
            ContactsByName[contact.Name] = contact;
        foreach (var (user, isOn) in old.CrowdByUser)
            CrowdByUser[user] = isOn;
        foreach (var (session, query) in old.QueriesBySession)
            QueriesBySession[session] = query;
        (IsAnnounced, AnnouncedUserAgent, CurrentUserAgent) = (isAnnounced, old.AnnouncedUserAgent, old.CurrentUserAgent);
        var writes = failed.SelectMany(p => p.Writes).ToArray();
        var changed = writes.Select(KeyOf).ToHashSet();
        // A deletion for everybody is noted in the rows of all.
        var areAllChanged = writes.Any(w => w is DeleteMessages { ForUser.IsNone: true });
        var unknown = new List<SubscriptionKey>();
        foreach (var user in AttachmentsBySession.Values.Where(a => a.IsReader).Select(a => a.User).Distinct())
        {
            var key = new SubscriptionKey(Name, user, IsReader: true);
            if (!areAllChanged && old.ReadersByUser.TryGetValue(user, out var reader) && !changed.Contains(key))
                ReadersByUser[user] = Remember(reader.CurrentRow);
            else
                unknown.Add(key);
        }
        return unknown;
    }

    /// <summary>Ends what <see cref="TakeLive"/> has begun.</summary>
    /// <param name="rows">Of the readers that it has named.</param>
    public void TakeReaders(IEnumerable<StoredSubscription> rows)
    {
        foreach (var row in rows)
            ReadersByUser[row.Key.User] = Remember(row);
        foreach (var attachment in AttachmentsBySession.Values)
            Count(attachment, 1);
    }

    private static SubscriptionKey KeyOf(StoreWrite write) => write switch
    {
        PutSubscription put => put.Row.Key,
        RemoveSubscription remove => remove.Key,
        RaiseMarks raise => raise.Key,
        _ => default,
    };

    /// <summary>The session was detached by a plan that may still fail.</summary>
    public bool MayComeBack(SessionId session) => _lastDetached.ContainsKey(session);

    /// <summary>Everything applied so far is stored: what was kept to undo it is not needed any more.</summary>
    public void ForgetUndo() => _lastDetached.Clear();

    private void Apply(StoreWrite write)
    {
        switch (write)
        {
            case SaveMessage save:
                LastSeq = save.Message.Seq;
                Touched = save.Message.Timestamp;
                if (save.MarkReadBySender && Member(save.Message.From) is { } sender)
                    (sender.ReadSeq, sender.RecvSeq) = (LastSeq, LastSeq);
                break;
            case RaiseMarks raise:
                ApplyMarks(raise);
                break;
            case PutSubscription put:
                ApplySubscription(put.Row);
                break;
            case RemoveSubscription remove:
                ApplyRemoval(remove);
                break;
            case CreateTopic create:
                Take(create.Topic);
                SubscriberCount = 0;
                break;
            case UpdateTopic update:
                ApplyUpdate(update);
                break;
            case UpdateUser update:
                ApplyUpdate(update);
                break;
            case DeleteMessages delete:
                ApplyDeletion(delete);
                break;
        }
    }

    private void Apply(LiveChange change)
    {
        switch (change)
        {
            case LiveChange.Attached attached:
                AttachmentsBySession[attached.Attachment.Session] = attached.Attachment;
                WasEntered = true;
                Count(attached.Attachment, 1);
                break;
            case LiveChange.Detached detached:
                ApplyDetached(detached);
                break;
            case LiveChange.BecameForeground foreground:
                if (AttachmentsBySession.TryGetValue(foreground.Session, out var background) && background.IsBackground)
                {
                    AttachmentsBySession[foreground.Session] = background with { IsBackground = false };
                    if (SubscriberOf(background) is { } seen)
                        seen.Online++;
                }
                break;
            case LiveChange.Active active:
                if (AttachmentsBySession.TryGetValue(active.Session, out var inUse))
                    AttachmentsBySession[active.Session] = inUse with { UserAgent = active.UserAgent, ActiveAt = active.At };
                break;
            case LiveChange.ReaderCached reader:
                ReadersByUser[reader.Row.Key.User] = Remember(reader.Row);
                break;
            case LiveChange.ReaderForgotten reader:
                ReadersByUser.Remove(reader.User);
                break;
            case LiveChange.Announced announced:
                IsAnnounced = announced.IsAnnounced;
                break;
            case LiveChange.Crowded crowded:
                if (CrowdByUser.TryGetValue(crowded.User, out var was) && was != crowded.IsOn)
                    CrowdByUser.Remove(crowded.User);
                else
                    CrowdByUser[crowded.User] = crowded.IsOn;
                break;
            case LiveChange.CrowdTold:
                CrowdByUser.Clear();
                break;
            case LiveChange.ContactsLoaded loaded:
                ContactsByName.Clear();
                foreach (var contact in loaded.Contacts)
                    ContactsByName[contact.Name] = contact;
                break;
            case LiveChange.ContactChanged changed:
                ContactsByName[changed.Contact.Name] = changed.Contact;
                break;
            case LiveChange.ContactRemoved removed:
                ContactsByName.Remove(removed.Name);
                break;
            case LiveChange.UserAgents agents:
                (AnnouncedUserAgent, CurrentUserAgent) = (agents.Told, agents.Current);
                break;
            case LiveChange.QuerySet { Query.IsNull: true } query:
                QueriesBySession.Remove(query.Session);
                break;
            case LiveChange.QuerySet query:
                QueriesBySession[query.Session] = query.Query;
                break;
            case LiveChange.ReadOnly readOnly:
                IsReadOnly = readOnly.IsReadOnly;
                break;
            case LiveChange.UnreadCounted counted:
                Unread = counted.Book;
                break;
            case LiveChange.UnreadMarked marked:
                Unread?.Put(marked.Topic, marked.Mark);
                break;
            case LiveChange.UnreadForgotten:
                Unread = null;
                break;
            case LiveChange.CallChanged call:
                Call = call.Now;
                break;
            case LiveChange.Stopped:
                IsStopped = true;
                break;
        }
    }

    private void Take(StoredTopic row)
    {
        Exists = row.State != ObjectState.Deleted;
        IsReadOnly = row.State == ObjectState.Suspended;
        (Created, Updated, Touched) = (row.Created, row.Updated, row.Touched);
        (IsChannel, Owner, Access) = (row.IsChannel, row.Owner, row.Access);
        (LastSeq, DelId) = (row.LastSeq, row.DelId);
        (Public, Trusted, Tags, Aux, Version) = (row.Public, row.Trusted, row.Tags, row.Aux, row.Version);
        IsStopped = false;
    }

    private static Subscriber Remember(StoredSubscription row) =>
        new(row) { ReadSeq = row.ReadSeq, RecvSeq = Math.Max(row.RecvSeq, row.ReadSeq), DelId = row.DelId };

    private void ApplySubscription(StoredSubscription row)
    {
        var known = row.Key.IsReader ? ReadersByUser : MembersByUser;
        var wasLive = known.TryGetValue(row.Key.User, out var subscriber) && subscriber.IsLive;
        var wasCounted = wasLive && subscriber!.Row.Created == row.Created;
        if (subscriber is null)
            known[row.Key.User] = subscriber = new Subscriber(row);
        subscriber.Row = row;
        (subscriber.ReadSeq, subscriber.RecvSeq, subscriber.DelId) = (row.ReadSeq, Math.Max(row.RecvSeq, row.ReadSeq), row.DelId);
        // Readers are remembered only while attached: a row that is new, or back, is as old as its last change.
        if (row.Key.IsReader ? row.Created == row.Updated && !wasCounted : !wasLive)
            SubscriberCount++;
        ForgetMembersByMode();
    }

    private void ApplyRemoval(RemoveSubscription remove)
    {
        SubscriberCount--;
        if (remove.Key.IsReader)
        {
            ReadersByUser.Remove(remove.Key.User);
            return;
        }
        if (Kind.RemembersLeavers && MembersByUser.TryGetValue(remove.Key.User, out var member))
            member.Row = member.CurrentRow with { Deleted = remove.At, Updated = remove.At, Version = remove.Version };
        else
            MembersByUser.Remove(remove.Key.User);
        ForgetMembersByMode();
    }

    private void ApplyMarks(RaiseMarks raise)
    {
        var known = raise.Key.IsReader ? ReadersByUser : MembersByUser;
        if (!known.TryGetValue(raise.Key.User, out var subscriber))
            return;
        subscriber.ReadSeq = Math.Max(subscriber.ReadSeq, raise.ReadSeq);
        subscriber.RecvSeq = Math.Max(Math.Max(subscriber.RecvSeq, raise.RecvSeq), subscriber.ReadSeq);
    }

    private void ApplyUpdate(UpdateTopic update)
    {
        Version++;
        Updated = update.Updated ?? Updated;
        Access = update.Access ?? Access;
        Owner = update.Owner ?? Owner;
        Public = update.Public ?? Public;
        Trusted = update.Trusted ?? Trusted;
        Aux = update.Aux ?? Aux;
        Tags = update.Tags ?? Tags;
    }

    private void ApplyUpdate(UpdateUser update)
    {
        Version++;
        Updated = Touched = update.Updated ?? Updated;
        Access = update.Access ?? Access;
        Public = update.Public ?? Public;
        Trusted = update.Trusted ?? Trusted;
        Tags = update.Tags ?? Tags;
    }

    private void ApplyDeletion(DeleteMessages delete)
    {
        DelId = delete.DelId;
        foreach (var member in MembersByUser.Values)
        {
            if (delete.ForUser.IsNone || delete.ForUser == member.User)
                member.DelId = delete.DelId;
        }
        if (!delete.ForUser.IsNone)
            return;
        foreach (var reader in ReadersByUser.Values)
            reader.DelId = delete.DelId;
    }

    private void ApplyDetached(LiveChange.Detached detached)
    {
        if (!AttachmentsBySession.Remove(detached.Session, out var attachment))
            return;
        _lastDetached[detached.Session] = attachment;
        QueriesBySession.Remove(detached.Session);
        Count(attachment, -1);
    }

    private void Count(Attachment attachment, int change)
    {
        if (SubscriberOf(attachment) is not { } subscriber)
            return;
        subscriber.Sessions = Math.Max(0, subscriber.Sessions + change);
        if (!attachment.IsBackground)
            subscriber.Online = Math.Max(0, subscriber.Online + change);
    }

    private Subscriber? SubscriberOf(Attachment attachment) =>
        (attachment.IsReader ? ReadersByUser : MembersByUser).GetValueOrDefault(attachment.User);
}
