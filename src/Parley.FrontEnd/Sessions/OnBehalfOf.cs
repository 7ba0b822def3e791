using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;

namespace Parley.FrontEnd.Sessions;

/// <summary>Decides in whose name a packet runs: only root may act for others (part A 2.2).</summary>
public static class OnBehalfOf
{
    /// <returns>Null if the packet runs; else the refusal, which names neither id nor topic.</returns>
    public static ReplyCode? TryResolve(Session session, ExtraPart? extra, out Requester who)
    {
        who = session.Requester;
        if (extra is null)
            return null;
        var level = AuthLevels.Parse(extra.AuthLevel);
        if (string.IsNullOrEmpty(extra.OnBehalfOf) && level == AuthLevel.None)
            return null;
        if (session.Level != AuthLevel.Root)
            return ReplyCodes.PermissionDenied;
        if (!UserId.TryParse(extra.OnBehalfOf, out var user))
            return ReplyCodes.Malformed;
        who = who with { User = user, Level = level == AuthLevel.None ? AuthLevel.Authenticated : level };
        return null;
    }
}
