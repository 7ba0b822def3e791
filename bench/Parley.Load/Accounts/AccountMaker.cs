using System.Collections.Concurrent;
using System.Security.Cryptography;
using Parley.Load.Sessions;

namespace Parley.Load.Accounts;

/// <summary>Makes accounts on the server under test and confirms their e-mail addresses when it asks for that.</summary>
internal static class AccountMaker
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Makes accounts, some at a time. Those made before a failure or a cancellation are in <paramref name="made"/>.</summary>
    public static Task MakeAsync(
        ServerLink link, LoadOptions options, int count, ConcurrentQueue<Account> made, CancellationToken token)
    {
        var run = RandomNumberGenerator.GetString(Letters, 6);
        return SessionOpener.ForEachAsync(
            count,
            options.AccountParallel,
            "make accounts",
            async (number, inner) => made.Enqueue(await MakeAsync(link, options, $"load{run}{number}", inner)),
            token);
    }

    private static async Task<Account> MakeAsync(ServerLink link, LoadOptions options, string login, CancellationToken token)
    {
        var (session, _) = await link.OpenAsync(token);
        using var owned = session;
        var password = RandomNumberGenerator.GetString(Letters, 12);
        var reply = await session.RequestAsync(
            "acc",
            $"\"user\":\"new{login}\",\"scheme\":\"basic\",\"secret\":\"{Account.SecretOf(login, password)}\",\"login\":true,"
            + $"\"desc\":{{\"public\":{{\"fn\":\"{login}\"}}}},\"cred\":[{{\"meth\":\"email\",\"val\":\"{login}@example.com\"}}]",
            token);
        if (reply.Code is not (200 or 300)) throw new LoadException($"{{acc}} was answered {reply}");

        var user = reply.TextParameter("user");
        var secret = reply.TextParameter("token");
        if (reply.Code == 300)
        {
            var confirmed = await session.RequestAsync(
                "login",
                $"\"scheme\":\"token\",\"secret\":\"{secret}\",\"cred\":[{{\"meth\":\"email\",\"resp\":\"{options.Code}\"}}]",
                token);
            if (confirmed.Code != 200)
            {
                throw new LoadException(
                    $"the e-mail address was not confirmed ({confirmed}); give the server's test code with --code");
            }

            secret = confirmed.TextParameter("token") ?? secret;
        }

        if (user is null || secret is null) throw new LoadException("the reply to {acc} has no user or no token");
        return new Account(login, password, user, secret);
    }
}
