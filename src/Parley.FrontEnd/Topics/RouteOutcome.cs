namespace Parley.FrontEnd.Topics;

/// <summary>Whether a request is on its way.</summary>
public enum RouteOutcome
{
    Accepted = 0,

    /// <summary>A queue is full: 503.</summary>
    Overloaded,
}
