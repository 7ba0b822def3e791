namespace Parley.Cluster.Topics;

/// <summary>What became of an input.</summary>
internal enum PostOutcome
{
    /// <summary>It will be handled, in its order.</summary>
    Accepted = 0,

    /// <summary>The queue is full: nothing was taken.</summary>
    Full,

    /// <summary>The topic does not live here any more: it is to be routed anew.</summary>
    Closed,
}
