namespace Parley.Cluster.Chores;

/// <summary>The one place in the cluster where a chore is done.</summary>
[Alias("parley.IChoreGrain")]
internal interface IChoreGrain : IGrainWithStringKey
{
    /// <summary>Begins a turn, unless one is under way or the last one has begun just now. Does not wait for its end.</summary>
    [Alias("Turn")]
    Task TurnAsync();
}
