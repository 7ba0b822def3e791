namespace Parley.FrontEnd.Sessions;

/// <summary>The ways in which a packet goes on.</summary>
public enum SessionStep
{
    Nothing = 0,
    Reply,
    AskAccounts,
    Route,
}
