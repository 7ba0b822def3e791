using System.Text;
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

/// <summary>New accounts by the hand of the operator, who needs neither a login nor a confirmation.</summary>
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
        // What stands behind a colon would become a part of the password.
        var refused = login.Contains(':', StringComparison.Ordinal)
            ? new Rejection(ReplyCodes.PolicyViolation)
            : await basic.CheckNewAsync(secret, address: null, cancellationToken);
        if (refused is not null)
            throw OperatorRefusals.OfLogin(refused, options.Basic);
        if (!(await basic.CreateAsync(id, [], secret, address: null, cancellationToken)).TryGet(out var created, out var refusal))
            throw OperatorRefusals.OfPassword(refusal, options.Basic);
        var now = time.UtcMilliseconds();
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
        OperatorRefusals.ThrowIf(result.Refusal());
        return id;
    }

    private static byte[] Secret(string login, string password) => Encoding.UTF8.GetBytes($"{login}:{password}");
}
