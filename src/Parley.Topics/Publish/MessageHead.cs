using Parley.Protocol;
using Parley.Protocol.Routing;

namespace Parley.Topics.Publish;

/// <summary>The head of a message: what the server writes into it, and what it reads (part B 5.2).</summary>
public static class MessageHead
{
    private const string Sender = "sender";
    private const string Call = "webrtc";

    /// <summary>
    /// The head as stored. The sender is written by the server, never by the client: who has really written a message that goes out
    /// in the name of somebody else.
    /// </summary>
    public static Payload Stamp(Payload head, Requester who)
    {
        if (who.User != who.SessionUser)
            return PayloadObject.With(head, Sender, Payload.FromString(who.SessionUser.ToString()));
        return PayloadObject.TryGet(head, Sender, out _) ? PayloadObject.Without(head, Sender) : head;
    }

    /// <summary>The message begins a call: the head has "webrtc", whatever its value.</summary>
    public static bool StartsCall(Payload head) => PayloadObject.TryGet(head, Call, out var value) && !value.IsNull;
}
