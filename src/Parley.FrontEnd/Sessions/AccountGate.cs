using Parley.Accounts;
using Parley.Accounts.Acc;
using Parley.Accounts.Login;
using Parley.Protocol.Names;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Replies;
using Parley.Storage;
using Parley.Storage.Ports;
using Parley.Storage.Records;
using Parley.Storage.Writes;

namespace Parley.FrontEnd.Sessions;

/// <summary>Hands packets about accounts to the rules that own them.</summary>
public sealed class AccountGate(AccHandler acc, LoginHandler login, Accounts.Remove.DeleteUser deletion, IParleyStore store) : IAccountGate
{
    public ValueTask<AccountReply> HandleAsync(ClientPacket packet, AccountContext context, CancellationToken cancellationToken) =>
        packet switch
        {
            AccPacket wanted => acc.HandleAsync(wanted, context, cancellationToken),
            LoginPacket wanted => login.HandleAsync(wanted, context, cancellationToken),
            DelPacket wanted => deletion.HandleAsync(wanted, context, cancellationToken),
            _ => throw new ArgumentException("Not a packet about accounts.", nameof(packet)),
        };

    public ValueTask<Rejection?> RefuseAsync(UserId user, CancellationToken cancellationToken) =>
        AccountStates.RefuseAsync(store.Users, user, cancellationToken);

    public async ValueTask<AccountReply> ChangeDeviceAsync(
        AccountContext context, string? deviceId, CancellationToken cancellationToken)
    {
        List<StoreWrite> writes = [];
        if (context.DeviceId is not null)
            writes.Add(new DeleteDevice(context.SessionUser, context.DeviceId));
        if (deviceId is not null)
        {
            var device = new StoredDevice(context.SessionUser, deviceId, context.Platform, context.ReceivedAt, context.Language);
            writes.Add(new PutDevice(device));
        }
        var result = await store.Commit.CommitAsync([new WriteUnit(writes)]);
        return new AccountReply(result.Failure switch
        {
            StoreFailure.None => ReplyCodes.Ok,
            StoreFailure.Unavailable => ReplyCodes.ServiceUnavailable,
            _ => ReplyCodes.InternalError,
        });
    }
}
