using Parley.Protocol.Access;
using Parley.Protocol.Packets.Parts;

namespace Parley.Topics.Desc;

/// <summary>Reads the default access that a client sets (part B 2.5, 7.1).</summary>
public static class DefaultAccessChange
{
    private static readonly AccessMode UserMask = AccessMode.Parse("JRWPAS");

    /// <summary>Empty texts change nothing. False if it cannot be set: a text is no mode, or gives ownership away.</summary>
    /// <param name="ofUser">What a user grants to those who start a conversation: limited, and with A unless it is nothing.</param>
    public static bool TryRead(
        DefaultAccessPart? sent, DefaultAccess current, bool ofUser, TopicOptions options, out DefaultAccess result)
    {
        result = current;
        var isAuthKnown = AccessMode.TryParse(sent?.Auth, out var auth);
        var isAnonKnown = AccessMode.TryParse(sent?.Anon, out var anon);
        // Compat: a good mode for anonymous users hides one for authenticated users that cannot be read.
        if (!isAnonKnown || (!isAuthKnown && anon is null) || auth is { IsOwner: true } || anon is { IsOwner: true })
            return false;
        if (ofUser)
        {
            auth = auth is { } sentAuth ? WithApprove(sentAuth & UserMask) : null;
            anon = anon is { } sentAnon ? WithApprove(sentAnon & AccessMasks.P2P(options.P2PDeleteEnabled)) : null;
        }
        result = new DefaultAccess(auth ?? current.Auth, anon ?? current.Anon);
        return true;
    }

    private static AccessMode WithApprove(AccessMode mode) => mode.IsNone ? mode : mode | AccessMode.Approve;
}
