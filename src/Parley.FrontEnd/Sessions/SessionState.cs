namespace Parley.FrontEnd.Sessions;

/// <summary>How far a session has come. There is no way back.</summary>
public enum SessionState
{
    /// <summary>Linked: only <c>{hi}</c> is taken.</summary>
    New = 0,

    /// <summary>The version is agreed on.</summary>
    Greeted,

    /// <summary>A user has logged in.</summary>
    Authenticated,

    /// <summary>Over, or about to be: nothing is taken any more.</summary>
    Ended,
}
