namespace Parley.Server.Sample;

/// <summary>Two people write to each other; the receiver of the last message has not read it.</summary>
internal sealed record SampleConversation(string First, string Second, IReadOnlyList<SampleMessage> Messages);
