using Parley.Accounts.Credentials;
using Parley.Protocol.Names;

namespace Parley.Notifications.Tests.Fakes;

internal static class Messages
{
    public static readonly byte[] Token = [251, 255, 254, 1];

    public static ConfirmationMessage Confirmation(string method = "email", string value = "alice@example.com", string? language = null) =>
        new(new UserId(7), method, value, "012345", Token, language);

    public static ResetMessage Reset(string value = "alice@example.com", string? language = null) =>
        new(new UserId(7), "email", value, "543210", "basic", "alice", language);
}
