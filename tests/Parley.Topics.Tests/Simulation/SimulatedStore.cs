using Parley.Storage;
using Parley.Storage.Ports;

namespace Parley.Topics.Tests.Simulation;

/// <summary>A real database that now and then cannot be read or refuses to write.</summary>
internal sealed class SimulatedStore(IParleyStore inner, Random chance) : ITopicReader
{
    public IParleyStore Inner => inner;

    public Random Chance => chance;

    /// <summary>One of so many runs of writes fails; 0 for none.</summary>
    public int WriteFailsOneIn { get; set; }

    /// <summary>One of so many reads fails; 0 for none.</summary>
    public int ReadFailsOneIn { get; set; }

    public IUserStore Users => Read(inner.Users);

    public ITopicStore Topics => Read(inner.Topics);

    public ISubscriptionStore Subscriptions => Read(inner.Subscriptions);

    public IMessageStore Messages => Read(inner.Messages);

    public ICredentialStore Credentials => Read(inner.Credentials);

    /// <summary>How the next run fails; null if it does not.</summary>
    public StoreFailure? NextFailure()
    {
        if (WriteFailsOneIn == 0 || chance.Next(WriteFailsOneIn) != 0)
            return null;
        return chance.Next(2) == 0 ? StoreFailure.Unavailable : StoreFailure.Conflict;
    }

    private T Read<T>(T port) => ReadFailsOneIn > 0 && chance.Next(ReadFailsOneIn) == 0
        ? throw new Parley.Storage.StoreUnavailableException("The simulated disk cannot be read.")
        : port;
}
