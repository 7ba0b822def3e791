using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Packets.Parts;
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

    /// <summary>False if the default access that was sent cannot be set.</summary>
    public static bool TryRead(TopicView topic, DescPart sent, TopicOptions options, out MainChange change)
    {
        change = None;
        var ofUser = topic.Kind.Description == DescriptionSource.User;
        if (!DefaultAccessChange.TryRead(sent.DefaultAccess, topic.Access, ofUser, options, out var access))
            return false;
        change = new MainChange(
            access == topic.Access ? null : access, Merged(topic.Public, sent.Public), Merged(topic.Trusted, sent.Trusted));
        return true;
    }

    private static Payload? Merged(Payload stored, Payload sent)
    {
        var merged = PayloadMerge.Merge(stored, sent, out var isChanged);
        return isChanged ? merged : null;
    }
}
