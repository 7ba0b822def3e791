using Parley.Protocol;
using Parley.Protocol.Replies;

namespace Parley.FrontEnd.Sessions;

/// <summary>What becomes of a <c>{hi}</c>.</summary>
/// <param name="ChangesDevice">The account must learn of another device, or of none, before the reply, which is its own.</param>
public readonly record struct HelloOutcome(ReplyCode Code, Payload Params = default, bool ChangesDevice = false);
