using System.Globalization;
using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Storage.Records;
using Parley.Storage.Writes;
using Parley.Topics.Publish;
using Parley.Topics.Unread;

namespace Parley.Topics.Calls;

/// <summary>
/// The messages by which the history follows a call. Each replaces the invitation, has its content and comes in the name of the caller:
/// clients recognise it by that.
/// </summary>
public static class CallMessage
{
    /// <summary>Stores and tells the next state of a call. False if the caller may not write any more: nothing is planned then.</summary>
    /// <param name="by">Whose session has caused it; nobody if the server has.</param>
    /// <param name="duration">How long it has lasted; zero is not told.</param>
    public static bool TryPlan(
        TopicView topic, TopicPlan plan, CallState call, string outcome, UserId by, DateTime at, TimeSpan duration = default)
    {
        if (topic.IsReadOnly || topic.LiveMember(call.Caller) is not { Mode.IsWriter: true } caller)
            return false;
        var message = new StoredMessage
        {
            Seq = topic.LastSeq + 1,
            Timestamp = at,
            From = call.Caller,
            Head = Head(call, outcome, by, duration),
            Content = call.Content,
        };
        plan.Write(new SaveMessage(topic.Name, message, caller.Mode.IsReader, []));
        // Told whether or not anybody counts: calls are rare.
        UnreadNotices.OfMessage(topic, plan, message.Seq, call.Caller, caller.Mode.IsReader);
        MessageFanOut.Plan(topic, plan, message);
        return true;
    }

    private static Payload Head(CallState call, string outcome, UserId by, TimeSpan duration)
    {
        var head = new List<KeyValuePair<string, Payload>>
        {
            new("replace", Payload.FromString(string.Create(CultureInfo.InvariantCulture, $":{call.Seq}"))),
            new("webrtc", Payload.FromString(outcome)),
        };
        var milliseconds = (long)duration.TotalMilliseconds;
        if (milliseconds > 0)
            head.Add(new("webrtc-duration", Payload.FromJson(milliseconds.ToString(CultureInfo.InvariantCulture))));
        if (!call.ContentType.IsNull)
            head.Add(new("mime", call.ContentType));
        // Compat: what the callee has caused is marked as written by it on behalf of the caller.
        if (!by.IsNone && by != call.Caller)
            head.Add(new("sender", Payload.FromString(by.ToString())));
        return PayloadObject.FromMembers(head);
    }
}
