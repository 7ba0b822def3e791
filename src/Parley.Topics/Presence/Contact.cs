namespace Parley.Topics.Presence;

/// <summary>What a user's <c>me</c> remembers of another user or topic (part C 1.1).</summary>
/// <param name="Name">"usr…" of the peer of a conversation, else the topic: "grp…", "chn…", "sys".</param>
/// <param name="IsEnabled">The user wants its presence: P in the mode there.</param>
/// <param name="IsOnline">Always false if not enabled.</param>
/// <param name="IsDoubted">Taken for online, but a process was lost and it has not said so since.</param>
/// <param name="IsUntold">Doubted, and what the sessions show of it is not known: they are told what it turns out to be.</param>
public sealed record Contact(string Name, bool IsEnabled, bool IsOnline, bool IsDoubted = false, bool IsUntold = false);
