using Parley.Accounts.Credentials;
using Parley.Accounts.Tags;
using Parley.Protocol;
using Parley.Storage.Ports;
using Parley.Storage.Records;
using Parley.Storage.Writes;

namespace Parley.Accounts.Operator;

/// <summary>Confirms credentials on the operator's word, as their owner would with the code.</summary>
public sealed class OperatorCredentials(IParleyStore store, AccountFinder finder, CredentialRules rules, TaggedCommit commit, TimeProvider time)
{
    /// <summary>Confirms what waits for its code.</summary>
    /// <param name="value">Which one; null for the one that was added last.</param>
    /// <returns>What is confirmed now.</returns>
    /// <exception cref="OperatorRefusalException">There is no such account or credential, or somebody else has confirmed it.</exception>
    public async ValueTask<OperatorCredential> ConfirmAsync(string who, string method, string? value, CancellationToken cancellationToken)
    {
        if (!rules.IsKnown(method))
            throw new OperatorRefusalException($"\"{method}\" is no kind of credential; email and tel are.");
        var user = await finder.FindLiveAsync(who, cancellationToken);
        var credential = value is null
            ? await store.Credentials.FindActiveAsync(user.Id, method, cancellationToken)
            : await FindAsync(user, method, rules.Normalise(method, value), cancellationToken);
        if (credential is null)
            throw new OperatorRefusalException($"{who} has no such {method} that waits for its code; `parley user show {who}` shows what there is.");
        if (credential.IsDone)
            throw new OperatorRefusalException($"{method} {credential.Value} of {who} is confirmed already.");
        var done = credential with { IsDone = true, Response = "", Updated = time.UtcMilliseconds() };
        string[] tags = rules.Tag(method, credential.Value) is { } tag ? [tag] : [];
        var refusal = await commit.CommitAsync(user.Id, [new PutCredential(done)], [], tags, cancellationToken);
        if (refusal is { Code.Number: 409 })
            throw new OperatorRefusalException($"{method} {credential.Value} belongs to another account.");
        OperatorRefusals.ThrowIf(refusal);
        return new OperatorCredential(method, credential.Value, IsDone: true, credential.Retries);
    }

    private async ValueTask<StoredCredential?> FindAsync(StoredUser user, string method, string value, CancellationToken cancellationToken) =>
        (await store.Credentials.OfUserAsync(user.Id, cancellationToken)).FirstOrDefault(c => c.Method == method && c.Value == value);
}
