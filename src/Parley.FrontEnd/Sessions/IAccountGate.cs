using Parley.Accounts;
using Parley.Protocol.Names;
using Parley.Protocol.Packets;
using Parley.Protocol.Replies;

namespace Parley.FrontEnd.Sessions;

/// <summary>The way from a session to the rules about accounts.</summary>
public interface IAccountGate
{
    /// <summary>Carries out an <c>{acc}</c>, a <c>{login}</c> or a <c>{del what=user}</c>.</summary>
    ValueTask<AccountReply> HandleAsync(ClientPacket packet, AccountContext context, CancellationToken cancellationToken);

    /// <summary>Null if the user may act, as far as is stored now.</summary>
    ValueTask<Rejection?> RefuseAsync(UserId user, CancellationToken cancellationToken);

    /// <summary>The device of a user who is logged in has another id, or none any more.</summary>
    /// <param name="context">With the device as it was.</param>
    /// <param name="deviceId">Null to forget the device.</param>
    ValueTask<AccountReply> ChangeDeviceAsync(AccountContext context, string? deviceId, CancellationToken cancellationToken);
}
