namespace Parley.Protocol.Routing;

/// <summary>A process that holds sessions: a random number of its own, drawn at every start.</summary>
public readonly record struct FrontEndId(long Value)
{
    public bool IsNone => Value == 0;
}
