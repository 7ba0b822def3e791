using Parley.Accounts.Operator;
using Parley.Protocol.Access;
using Parley.Protocol.Names;

namespace Parley.Accounts.Tests.Operator;

/// <summary>What the tests of operators have in common.</summary>
internal static class OperatorAccountWorld
{
    public static async Task<UserId> AddAsync(this AccountWorld world, string login, AuthLevel level = AuthLevel.Authenticated) =>
        await world.Operator.AddAsync(login, "alice-pass", level, "Alice A.", $"{login}@example.com", TestContext.Current.CancellationToken);

    public static async Task<string> RefusedAsync(Func<ValueTask> work) =>
        (await Assert.ThrowsAsync<OperatorRefusalException>(async () => await work())).Message;
}
