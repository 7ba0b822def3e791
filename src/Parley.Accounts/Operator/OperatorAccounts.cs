using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Parley.Accounts.Acc;
using Parley.Accounts.Authenticators;
using Parley.Accounts.Credentials;
using Parley.Accounts.Options;
using Parley.Accounts.Tags;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Replies;
using Parley.Storage;
using Parley.Storage.Ports;
using Parley.Storage.Records;
using Parley.Storage.Writes;

namespace Parley.Accounts.Operator;

/// <summary>Accounts in the hands of the operator, who needs neither a login nor a confirmation.</summary>
public sealed class OperatorAccounts(
    IParleyStore store, BasicAuthenticator basic, CredentialRules credentials, IdSource ids, TimeProvider time, AccountOptions options)
{
    private const string Email = "email";

    /// <summary>Makes an account that can log in at once.</summary>
    /// <param name="name">Shown to others; null for none.</param>
    /// <param name="email">Taken as confirmed; null for none.</param>
    /// <exception cref="OperatorRefusalException">The login is taken, or something is against the rules.</exception>
    public async ValueTask<UserId> AddAsync(
        string login, string password, AuthLevel level, string? name, string? email, CancellationToken cancellationToken)
    {
        if (level is not (AuthLevel.Authenticated or AuthLevel.Root))
            throw new OperatorRefusalException("Accounts with a password have the level auth or root.");
        var id = ids.NextUser();
        var secret = Secret(login, password);
        Refuse(await basic.CheckNewAsync(secret, address: null, cancellationToken));
        if (!(await basic.CreateAsync(id, [], secret, address: null, cancellationToken)).TryGet(out var created, out var refusal))
            throw Refused(refusal);
        var now = Now();
        List<string> tags = [.. created.Tags];
        List<StoreWrite> more = created.Record is { } record ? [new AddAuth(record with { Level = level })] : [];
        if (!string.IsNullOrEmpty(email))
        {
            if (!credentials.AddConfirmed(id, new CredPart { Method = Email, Value = email }, now).TryGet(out var addition, out _))
                throw new OperatorRefusalException($"\"{email}\" is no e-mail address that this server takes.");
            more.Add(addition.Write);
            if (credentials.Tag(Email, addition.Credential.Value) is { } tag)
                tags.Add(tag);
        }
        var user = new StoredUser
        {
            Id = id,
            Created = now,
            Updated = now,
            Access = NewAccount.Access(null, options.P2PDeleteEnabled),
            Public = string.IsNullOrEmpty(name) ? default : ReplyParams.Text("fn", name),
            Tags = tags,
        };
        var result = await store.Commit.CommitAsync([.. NewAccount.Writes(user, default), .. more]);
        if (result is { Failure: StoreFailure.Duplicate, Detail: not CommitFailures.Auth })
            throw new OperatorRefusalException($"\"{email}\" belongs to another account.");
        Refuse(result.Refusal());
        return id;
    }

    /// <summary>Sets a password. Sessions and tokens of the user stay good.</summary>
    /// <exception cref="OperatorRefusalException">There is no such login, or the password is against the rules.</exception>
    public async ValueTask SetPasswordAsync(string login, string password, CancellationToken cancellationToken)
    {
        var record = await FindAsync(login, cancellationToken);
        if (!(await basic.UpdateAsync(record.User, [], Secret("", password), address: null, cancellationToken)).TryGet(out var change, out var refusal))
            throw Refused(refusal);
        Refuse((await store.Commit.CommitAsync([.. change.Writes])).Refusal());
    }

    /// <summary>Sets the level of a login. Tokens issued before keep the old level until they expire.</summary>
    /// <exception cref="OperatorRefusalException">There is no such login, or no such level.</exception>
    public async ValueTask SetLevelAsync(string login, AuthLevel level, CancellationToken cancellationToken)
    {
        if (level is not (AuthLevel.Authenticated or AuthLevel.Root))
            throw new OperatorRefusalException("Accounts with a password have the level auth or root.");
        var record = await FindAsync(login, cancellationToken);
        Refuse((await store.Commit.CommitAsync(new UpdateAuth(record.User, record.Scheme) { Level = level })).Refusal());
    }

    /// <summary>All accounts that are not deleted, oldest first.</summary>
    public async IAsyncEnumerable<OperatorAccount> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var user in store.Users.ListAsync(cancellationToken))
        {
            var record = await store.Auth.FindAsync(user.Id, basic.Name, cancellationToken);
            yield return new OperatorAccount(
                user.Id, record?.Login, record?.Level ?? AuthLevel.Anonymous, user.State, NameIn(user.Public));
        }
    }

    private async ValueTask<AuthRecord> FindAsync(string login, CancellationToken cancellationToken) =>
        await store.Auth.FindAsync(basic.Name, login.ToLowerInvariant(), cancellationToken)
        ?? throw new OperatorRefusalException($"There is no login \"{login}\".");

    private DateTime Now()
    {
        var now = time.GetUtcNow().UtcDateTime;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }

    private static string? NameIn(Payload shown)
    {
        if (!shown.IsObject)
            return shown.AsString();
        using var json = JsonDocument.Parse(shown.Utf8);
        return json.RootElement.TryGetProperty("fn", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
    }

    private static byte[] Secret(string login, string password) => Encoding.UTF8.GetBytes($"{login}:{password}");

    private static void Refuse(Rejection? refusal)
    {
        if (refusal is not null)
            throw Refused(refusal);
    }

    private static OperatorRefusalException Refused(Rejection refusal) => new(refusal.Code.Number switch
    {
        409 => "The login is taken.",
        422 => "The login or the password is too short, too long, or has characters that logins must not have.",
        _ => $"The account could not be stored: {refusal.Code.Text}.",
    });
}
