using Parley.Accounts;
using Parley.FrontEnd.Sessions;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets;
using Parley.Protocol.Replies;

namespace Parley.FrontEnd.Tests.Fakes;

/// <summary>Answers account requests as the test says.</summary>
public sealed class FakeAccounts : IAccountGate
{
    public Func<ClientPacket, AccountContext, ValueTask<AccountReply>> Answer { get; set; } =
        (_, _) => ValueTask.FromResult(new AccountReply(ReplyCodes.AuthenticationFailed));

    /// <summary>Every login is that of this user.</summary>
    public void LetIn(UserId user) => Answer = (_, _) =>
        ValueTask.FromResult(new AccountReply(ReplyCodes.Ok) { LoggedIn = user, Level = AuthLevel.Authenticated });

    /// <summary>Users who may not act any more.</summary>
    public HashSet<UserId> Gone { get; } = [];

    public List<(string? Before, string? After)> Devices { get; } = [];

    public ValueTask<AccountReply> HandleAsync(ClientPacket packet, AccountContext context, CancellationToken cancellationToken) =>
        Answer(packet, context);

    public ValueTask<Rejection?> RefuseAsync(UserId user, CancellationToken cancellationToken) =>
        new(Gone.Contains(user) ? new Rejection(ReplyCodes.PermissionDenied) : null);

    public ValueTask<AccountReply> ChangeDeviceAsync(AccountContext context, string? deviceId, CancellationToken cancellationToken)
    {
        Devices.Add((context.DeviceId, deviceId));
        return ValueTask.FromResult(new AccountReply(ReplyCodes.Ok));
    }
}
