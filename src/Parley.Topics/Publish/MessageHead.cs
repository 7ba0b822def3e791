using System.Globalization;
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

    /// <summary>What the head says of a call: "started", "accepted" and so on; null if nothing, or no text.</summary>
    public static string? CallStateOf(Payload head) => PayloadObject.TryGet(head, Call, out var value) ? value.AsString() : null;

    /// <summary>The type of the content, as the client has named it; no value if it has named none.</summary>
    public static Payload ContentType(Payload head) =>
        PayloadObject.TryGet(head, "mime", out var value) && value.IsString ? value : default;

    /// <summary>The message that this one replaces, which the head names as ":7"; null if it replaces none.</summary>
    public static int? ReplacedSeq(Payload head) =>
        PayloadObject.TryGet(head, "replace", out var value) && value.AsString() is [':', .. var seq]
        && int.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
