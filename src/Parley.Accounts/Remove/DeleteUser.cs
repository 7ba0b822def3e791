using Parley.Accounts.Options;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Replies;

namespace Parley.Accounts.Remove;

/// <summary>Decides what a <c>{del what="user"}</c> does (part A 3.11).</summary>
public sealed class DeleteUser(UserRemoval removal, AccountOptions options)
{
    public async ValueTask<AccountReply> HandleAsync(DelPacket packet, AccountContext context, CancellationToken cancellationToken)
    {
        var isRoot = context.SessionLevel == AuthLevel.Root;
        // The account of the session itself, not the one on whose behalf root acts.
        var target = context.SessionUser;
        if (!string.IsNullOrEmpty(packet.User) && packet.User != target.ToString())
        {
            if (!isRoot)
                return new AccountReply(ReplyCodes.PermissionDenied);
            if (!UserId.TryParse(packet.User, out target))
                return new AccountReply(ReplyCodes.Malformed);
        }
        if (options.PermanentAccounts && !isRoot)
            return new AccountReply(ReplyCodes.PolicyViolation);
        var refusal = await removal.RemoveAsync(target, packet.Hard, context.Session, context.ReceivedAt, cancellationToken);
        return refusal?.Reply() ?? new AccountReply(ReplyCodes.Ok) { EndsSession = target == context.SessionUser };
    }
}
