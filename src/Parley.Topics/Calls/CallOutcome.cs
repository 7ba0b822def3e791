namespace Parley.Topics.Calls;

/// <summary>What the history says of a call: the head's "webrtc" of the messages that replace its invitation (part C 3.3).</summary>
public static class CallOutcome
{
    /// <summary>Written by the client which calls.</summary>
    public const string Started = "started";

    public const string Accepted = "accepted";

    /// <summary>One of the parties has hung up.</summary>
    public const string Finished = "finished";

    /// <summary>A party was lost, or has left.</summary>
    public const string Disconnected = "disconnected";

    /// <summary>Nobody has answered, or the caller has not waited for it.</summary>
    public const string Missed = "missed";

    public const string Declined = "declined";
}
