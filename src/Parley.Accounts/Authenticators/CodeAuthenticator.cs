using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parley.Accounts.Credentials;
using Parley.Accounts.Options;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Replies;
using Parley.Storage;
using Parley.Storage.Ports;
using Parley.Storage.Writes;

namespace Parley.Accounts.Authenticators;

/// <summary>Codes sent to a credential, which let its owner set a new secret (part A 4.4). A code is good once.</summary>
public sealed class CodeAuthenticator(
    IParleyStore store, AccountOptions options, IRandomSource random, GuessTurns turns, TimeProvider time) : IAuthenticator
{
    private const string KeyPrefix = "code_";
    private const int CollectedPerCommitMax = 500;

    private readonly CodeOptions _options = options.Code ?? new CodeOptions();

    public string Scheme => LogicalNames.Code;

    /// <summary>A code for who owns this credential; 409 while an earlier one is good.</summary>
    public async ValueTask<Outcome<string>> IssueAsync(
        UserId user, string method, string value, DateTime now, CancellationToken cancellationToken)
    {
        var code = random.Digits(_options.CodeLength);
        var key = Key($"{method}:{value}");
        var isExpired = await store.Values.FindAsync(key, cancellationToken) is var (_, at) && at + _options.ExpireIn <= now;
        var put = new PutValue(key, Entry(code, 0, user), OnlyIfNew: true, now);
        var result = await (isExpired ? store.Commit.CommitAsync(new DeleteValue(key), put) : store.Commit.CommitAsync(put));
        return result.Refusal() is { } refusal ? refusal : code;
    }

    /// <summary>Makes the code of this credential void, if it has one.</summary>
    public static StoreWrite Forget(string method, string value) => new DeleteValue(Key($"{method}:{value}"));

    /// <summary>Removes codes that nobody can use any more.</summary>
    public async Task CollectAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var batch in (await store.Values.KeysAsync(KeyPrefix, now - _options.ExpireIn, cancellationToken)).Chunk(CollectedPerCommitMax))
            await store.Commit.CommitAsync([.. batch.Select(key => new DeleteValue(key))]);
    }

    /// <summary>The secret is "code:method:value".</summary>
    public async ValueTask<Outcome<AuthGrant>> AuthenticateAsync(
        ReadOnlyMemory<byte> secret, AccountContext context, CancellationToken cancellationToken)
    {
        var text = Encoding.UTF8.GetString(secret.Span);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return ReplyCodes.Malformed;
        var (code, key) = (text[..colon], Key(text[(colon + 1)..]));
        using var turn = await turns.TakeAsync(key.GetHashCode(StringComparison.Ordinal), cancellationToken);
        return await CheckAsync(code, key, context.ReceivedAt, cancellationToken) is { } grant
            ? grant
            : ReplyCodes.AuthenticationFailed;
    }

    private async ValueTask<AuthGrant?> CheckAsync(string code, string key, DateTime now, CancellationToken cancellationToken)
    {
        if (await store.Values.FindAsync(key, cancellationToken) is not { } found || found.At + _options.ExpireIn <= now)
            return null;
        if (found.Value.Split(':') is not [var expected, var count, var id]
            || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var failures)
            || !UserId.TryParseText(id, out var user)
            || failures >= _options.MaxRetries)
        {
            return null;
        }
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(code), Encoding.UTF8.GetBytes(expected)))
        {
            // With the time of the code, not of the guess: guessing does not make a code live longer.
            await store.Commit.CommitAsync(new PutValue(key, Entry(expected, failures + 1, user), OnlyIfNew: false, found.At));
            return null;
        }
        // Used up before it is acted on, whatever comes of that.
        var result = await store.Commit.CommitAsync(new DeleteValue(key));
        return result.Failure == StoreFailure.None
            ? new AuthGrant(user, AuthLevel.None) { Features = AuthFeatures.NoLogin, Lifetime = _options.ExpireIn }
            : null;
    }

    private static string Entry(string code, int failures, UserId user) =>
        string.Create(CultureInfo.InvariantCulture, $"{code}:{failures}:{user.Text}");

    // Hashed because keys are short and addresses are not. Case does not tell addresses apart.
    private static string Key(string credential) =>
        KeyPrefix + Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(credential.ToLowerInvariant())));
}
