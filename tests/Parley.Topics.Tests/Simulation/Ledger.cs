using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Storage.Records;
using Parley.Storage.Writes;

namespace Parley.Topics.Tests.Simulation;

/// <summary>
/// What was committed, kept apart from topics and database: invariants are judged by it. Tells at once what no commit may do.
/// </summary>
internal sealed class Ledger(Action<string> fault)
{
    private readonly Dictionary<TopicName, LedgerTopic> _topics = [];

    public IEnumerable<LedgerTopic> Topics => _topics.Values;

    public LedgerTopic this[TopicName name] =>
        _topics.TryGetValue(name, out var topic) ? topic : _topics[name] = new LedgerTopic(name, fault);

    /// <summary>Takes a unit that one topic has stored.</summary>
    public void Store(TopicName by, WriteUnit unit)
    {
        foreach (var write in unit.Writes)
            Store(write);
        this[by].Look();
    }

    /// <summary>From here on only what somebody may do now counts as what it might have done.</summary>
    public void ForgetTrails()
    {
        foreach (var topic in _topics.Values)
            topic.ForgetTrail();
    }

    private void Store(StoreWrite write)
    {
        switch (write)
        {
            case CreateTopic create:
                this[create.Topic.Name].Create(create.Topic);
                break;
            case DeleteTopic delete:
                this[delete.Topic].Delete();
                break;
            case UpdateTopic { Owner: { } owner } update:
                this[update.Topic].Owner = owner;
                break;
            case PutSubscription put:
                this[put.Row.Key.Topic].Put(put.Row);
                break;
            case RemoveSubscription remove:
                this[remove.Key.Topic].Remove(remove.Key);
                break;
            case SaveMessage save:
                this[save.Topic].Save(save.Message, save.MarkReadBySender);
                break;
            case DeleteMessages delete:
                this[delete.Topic].Delete(delete.ForUser, delete.Ranges);
                break;
            case RaiseMarks raise:
                this[raise.Key.Topic].Raise(raise);
                break;
        }
    }
}
