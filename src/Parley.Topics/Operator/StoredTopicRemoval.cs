using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Storage.Ports;

namespace Parley.Topics.Operator;

/// <summary>Deletes topics where no server runs: there is nobody to tell.</summary>
public sealed class StoredTopicRemoval(IParleyStore store, TimeProvider time) : ITopicRemoval
{
    public async ValueTask RemoveAsync(TopicName topic, bool hard, CancellationToken cancellationToken)
    {
        // The same decision as that of a running server; only its writes matter here.
        var state = await TopicLoader.LoadAsync(topic, new StoreTopicReader(store), cancellationToken);
        await store.Commit.CommitAsync([new(Remove.TopicEnd.ByOperator(state, hard, time.UtcMilliseconds()).Writes)]);
    }
}
