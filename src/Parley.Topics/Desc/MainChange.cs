using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Replies;
using Parley.Topics.Kinds;

namespace Parley.Topics.Desc;

/// <summary>What changes of a user's or group's own description; null for each that stays.</summary>
/// <param name="Public">A null payload removes it.</param>
/// <param name="Trusted">Likewise.</param>
public sealed record MainChange(DefaultAccess? Access, Payload? Public, Payload? Trusted)
{
    public static readonly MainChange None = new(null, null, null);

    public bool IsAny => Access is not null || IsSeen;

    /// <summary>Others see the change.</summary>
    public bool IsSeen => Public is not null || Trusted is not null;

    /// <summary>Reads what was sent. Not null if it cannot be set: why not.</summary>
    public static ReplyCode? Read(TopicView topic, DescPart sent, TopicOptions options, out MainChange change)
    {
        change = None;
        var ofUser = topic.Kind.Description == DescriptionSource.User;
        if (!DefaultAccessChange.TryRead(sent.DefaultAccess, topic.Access, ofUser, options, out var access))
            return ReplyCodes.Malformed;
        if (!BoundedMerge.TryMerge(topic.Public, sent.Public, options, out var newPublic)
            || !BoundedMerge.TryMerge(topic.Trusted, sent.Trusted, options, out var newTrusted))
            return ReplyCodes.PolicyViolation;
        change = new MainChange(access == topic.Access ? null : access, newPublic, newTrusted);
        return null;
    }
}
