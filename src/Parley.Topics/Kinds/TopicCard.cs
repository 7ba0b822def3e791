using Parley.Protocol;

namespace Parley.Topics.Kinds;

/// <summary>What is shown of a topic or user.</summary>
public readonly record struct TopicCard(Payload Public, Payload Trusted);
