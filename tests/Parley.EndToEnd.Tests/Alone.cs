namespace Parley.EndToEnd.Tests;

/// <summary>Tests which look at time or memory: they run one by one, after all others.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class Alone;
