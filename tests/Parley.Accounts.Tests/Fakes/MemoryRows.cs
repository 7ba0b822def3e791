using Parley.Protocol.Names;
using Parley.Storage;
using Parley.Storage.Records;
using Parley.Storage.Writes;

namespace Parley.Accounts.Tests.Fakes;

/// <summary>The rows of <see cref="MemoryStore"/>, and what writes do to them. A failed unit works on a copy that is dropped.</summary>
internal sealed class MemoryRows
{
    public Dictionary<UserId, StoredUser> Users { get; private init; } = [];
    public Dictionary<SubscriptionKey, StoredSubscription> Subscriptions { get; private init; } = [];
    public Dictionary<TopicName, StoredTopic> Topics { get; private init; } = [];
    public List<AuthRecord> Auth { get; private init; } = [];
    public List<(StoredCredential Row, bool IsActive, bool IsDeleted)> Credentials { get; private init; } = [];
    public Dictionary<string, (string Value, DateTime At)> Values { get; private init; } = [];
    public Dictionary<string, StoredDevice> Devices { get; private init; } = [];
    public Dictionary<TopicName, IReadOnlyList<UserId>> Files { get; private init; } = [];

    public MemoryRows Copy() => new()
    {
        Users = new(Users),
        Subscriptions = new(Subscriptions),
        Topics = new(Topics),
        Auth = [.. Auth],
        Credentials = [.. Credentials],
        Values = new(Values),
        Devices = new(Devices),
        Files = new(Files),
    };

    public (StoreFailure Failure, string? Detail) Apply(StoreWrite write)
    {
        switch (write)
        {
            case CreateUser w:
                if (w.User.Tags.Any(tag => tag.StartsWith("alias:", StringComparison.Ordinal) && Users.Values.Any(u => u.Tags.Contains(tag))))
                    return (StoreFailure.Duplicate, "tag");
                return Users.TryAdd(w.User.Id, w.User) ? default : (StoreFailure.Conflict, null);
            case UpdateUser w:
                if (!Users.TryGetValue(w.User, out var user) || user.Version != w.Version)
                    return (StoreFailure.Conflict, null);
                Users[w.User] = user with { Tags = w.Tags ?? user.Tags, Version = user.Version + 1 };
                return default;
            case SetUserState w:
                if (Users.TryGetValue(w.User, out var changed))
                    Users[w.User] = changed with { State = w.State, StateAt = w.At };
                return default;
            case PutSubscription w:
                Subscriptions[w.Row.Key] = w.Row;
                return default;
            case AddAuth w:
                if (Auth.Any(a => a.Scheme == w.Record.Scheme && (a.Login == w.Record.Login || a.User == w.Record.User)))
                    return (StoreFailure.Duplicate, "auth");
                Auth.Add(w.Record);
                return default;
            case UpdateAuth w:
                return Update(w);
            case PutCredential w:
                return Put(w.Credential);
            case ConfirmCredential w:
                return Confirm(w);
            case FailCredential w:
                Change(c => c.User == w.User && c.Method == w.Method && !c.IsDone, c => c with { Retries = c.Retries + 1 });
                return default;
            case PutValue w:
                if (w.OnlyIfNew && Values.ContainsKey(w.Key))
                    return (StoreFailure.Duplicate, "value");
                Assert.InRange(w.Key.Length, 1, 64);
                Values[w.Key] = (w.Value, w.At);
                return default;
            case DeleteValue w:
                Values.Remove(w.Key);
                return default;
            case PutDevice w:
                Devices[w.Device.DeviceId] = w.Device;
                return default;
            case LinkFiles w:
                Files[w.Topic] = w.Files;
                return default;
            case BeginUserDeletion w:
                Begin(w);
                return default;
            case ContinueUserDeletion w:
                if (w.Hard)
                    Users.Remove(w.User);
                if (w.Marker is { } marker)
                    Values.Remove(marker);
                return default;
            default:
                throw new NotSupportedException(write.ToString());
        }
    }

    private (StoreFailure, string?) Update(UpdateAuth write)
    {
        var index = Auth.FindIndex(a => a.User == write.User && a.Scheme == write.Scheme);
        if (Auth.Any(a => a.Scheme == write.Scheme && a.Login == write.Login && a.User != write.User))
            return (StoreFailure.Duplicate, "auth");
        var row = Auth[index];
        Auth[index] = row with
        {
            Login = write.Login ?? row.Login,
            Secret = write.Secret ?? row.Secret,
            Level = write.Level ?? row.Level,
        };
        return default;
    }

    private (StoreFailure, string?) Put(StoredCredential row)
    {
        if (Credentials.Any(c => c.Row.IsDone && c.Row.Method == row.Method && c.Row.Value == row.Value))
            return (StoreFailure.Duplicate, "cred");
        if (row.IsDone)
        {
            Credentials.RemoveAll(c => c.Row.User == row.User && c.Row.Method == row.Method && c.Row.Value == row.Value);
            Credentials.Add((row, false, false));
            return default;
        }
        for (var i = 0; i < Credentials.Count; i++)
        {
            var (old, _, isDeleted) = Credentials[i];
            if (old.User == row.User && old.Method == row.Method && !old.IsDone)
                Credentials[i] = (old, false, isDeleted);
        }
        var same = Credentials.FindIndex(c => c.Row.User == row.User && c.Row.Method == row.Method && c.Row.Value == row.Value);
        if (same < 0)
            Credentials.Add((row, true, false));
        else
            Credentials[same] = (row with { Retries = Credentials[same].Row.Retries }, true, false);
        return default;
    }

    private (StoreFailure, string?) Confirm(ConfirmCredential write)
    {
        var index = Credentials.FindIndex(c => c.IsActive && c.Row.User == write.User && c.Row.Method == write.Method && c.Row.Value == write.Value);
        if (index < 0)
            return (StoreFailure.Conflict, null);
        if (Credentials.Any(c => c.Row.IsDone && c.Row.Method == write.Method && c.Row.Value == Credentials[index].Row.Value))
            return (StoreFailure.Duplicate, "cred");
        Credentials[index] = (Credentials[index].Row with { IsDone = true, Updated = write.At }, false, false);
        return default;
    }

    private void Change(Predicate<StoredCredential> which, Func<StoredCredential, StoredCredential> change)
    {
        for (var i = 0; i < Credentials.Count; i++)
        {
            if (which(Credentials[i].Row))
                Credentials[i] = (change(Credentials[i].Row), Credentials[i].IsActive, Credentials[i].IsDeleted);
        }
    }

    private void Begin(BeginUserDeletion write)
    {
        Auth.RemoveAll(a => a.User == write.User);
        if (write.Hard)
            Credentials.RemoveAll(c => c.Row.User == write.User);
        if (Users.TryGetValue(write.User, out var user))
            Users[write.User] = user with { State = ObjectState.Deleted, StateAt = write.At };
    }
}
