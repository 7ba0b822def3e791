namespace Parley.Protocol.Replies;

/// <summary>A refusal that the protocol defines. Returning it is replying.</summary>
/// <param name="Params">A JSON object, or null.</param>
public sealed record Rejection(ReplyCode Code, Payload Params = default);
