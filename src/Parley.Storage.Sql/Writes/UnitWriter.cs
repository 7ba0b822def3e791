using Parley.Storage.Writes;

namespace Parley.Storage.Sql.Writes;

/// <summary>Carries out units of writes inside a transaction: each whole, or without a trace.</summary>
internal sealed class UnitWriter
{
    private readonly SqlWriter _writer;
    private readonly TopicWriter _topics;
    private readonly SubscriptionWriter _subscriptions;
    private readonly MessageWriter _messages;
    private readonly UserWriter _users;
    private readonly UserRemoval _removal;
    private readonly AuthWriter _auth;
    private readonly CredentialWriter _credentials;
    private readonly DeviceWriter _devices;
    private readonly FileWriter _files;
    private readonly ValueWriter _values;

    public UnitWriter(SqlWriter writer, string? uniqueTagPrefix)
    {
        _writer = writer;
        var tags = new TagWriter(writer, uniqueTagPrefix);
        _files = new FileWriter(writer);
        _topics = new TopicWriter(writer, tags);
        _subscriptions = new SubscriptionWriter(writer, _topics);
        _messages = new MessageWriter(writer, _files);
        _users = new UserWriter(writer, tags);
        _auth = new AuthWriter(writer);
        _credentials = new CredentialWriter(writer);
        _devices = new DeviceWriter(writer);
        _values = new ValueWriter(writer);
        _removal = new UserRemoval(writer, _users, _topics, _files, _values);
    }

    /// <summary>Carries out units up to the first that fails.</summary>
    public CommitResult Write(IReadOnlyList<WriteUnit> run)
    {
        for (var i = 0; i < run.Count; i++)
        {
            if (Write(run[i]) is { IsDone: false } failed)
                return new CommitResult(i, failed.Failure, failed.Detail);
        }
        return new CommitResult(run.Count);
    }

    private WriteOutcome Write(WriteUnit unit)
    {
        _writer.BeginUnit();
        // Every write checks before it changes anything: only what another write of the unit has changed must be undone.
        var isUndone = MayFailLate(unit.Writes);
        if (isUndone)
            _writer.Database.Execute("SAVEPOINT unit");
        foreach (var write in unit.Writes)
        {
            var outcome = Write(write);
            if (outcome.IsDone)
                continue;
            if (isUndone)
            {
                _writer.Database.Execute("ROLLBACK TO SAVEPOINT unit");
                _writer.Database.Execute("RELEASE SAVEPOINT unit");
            }
            _writer.UndoUnit();
            return outcome;
        }
        if (isUndone)
            _writer.Database.Execute("RELEASE SAVEPOINT unit");
        return WriteOutcome.Done;
    }

    private static bool MayFailLate(IReadOnlyList<StoreWrite> writes)
    {
        for (var i = 1; i < writes.Count; i++)
        {
            if (writes[i] is not (RaiseMarks or SetUserSeen or FailCredential or DeleteValue))
                return true;
        }
        return false;
    }

    private WriteOutcome Write(StoreWrite write) => write switch
    {
        SaveMessage w => _messages.Save(w),
        RaiseMarks w => _subscriptions.RaiseMarks(w),
        PutSubscription w => _subscriptions.Put(w.Row),
        RemoveSubscription w => _subscriptions.Remove(w),
        DeleteMessages w => _messages.Delete(w),
        CreateTopic w => _topics.Create(w.Topic),
        UpdateTopic w => _topics.Change(w),
        DeleteTopic w => _topics.Remove(w),
        LinkFiles w => _files.LinkAvatar(w),
        CreateUser w => _users.Create(w.User),
        UpdateUser w => _users.Change(w),
        SetUserSeen w => _users.SetSeen(w),
        SetUserState w => _users.SetState(w),
        BeginUserDeletion w => _removal.Begin(w),
        ContinueUserDeletion w => _removal.Continue(w),
        AddAuth w => _auth.Add(w.Record),
        UpdateAuth w => _auth.Change(w),
        DeleteAuth w => _auth.RemoveAll(w.User),
        PutCredential w => _credentials.Put(w.Credential),
        ConfirmCredential w => _credentials.SetConfirmed(w),
        FailCredential w => _credentials.CountFailure(w),
        DeleteCredential w => _credentials.Remove(w),
        PutDevice w => _devices.Put(w.Device),
        DeleteDevice w => _devices.Remove(w),
        PutFile w => _files.Put(w.File),
        DeleteUnusedFile w => _files.RemoveUnused(w.File),
        PutValue w => _values.Put(w),
        DeleteValue w => _values.Remove(w.Key),
        _ => throw new NotSupportedException($"No way to store {write.GetType().Name}."),
    };
}
