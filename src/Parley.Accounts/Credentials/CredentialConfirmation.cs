using Parley.Accounts.Tags;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Replies;
using Parley.Storage.Ports;
using Parley.Storage.Writes;

namespace Parley.Accounts.Credentials;

/// <summary>Confirms credentials when their owner logs in.</summary>
public sealed class CredentialConfirmation(IParleyStore store, CredentialRules rules, TaggedCommit commit, GuessTurns turns)
{
    /// <summary>
    /// Takes the codes that came with a login, and tells what is still to be confirmed. A wrong code is counted but not
    /// refused: what it was for stays missing.
    /// </summary>
    public async ValueTask<Outcome<IReadOnlyList<string>>> ConfirmAsync(
        UserId user, AuthLevel level, IReadOnlyList<CredPart>? parts, DateTime now, CancellationToken cancellationToken)
    {
        if (rules.RequiredFor(level).Count == 0)
            return new Outcome<IReadOnlyList<string>>([]);
        using var turn = await turns.TakeAsync(user.GetHashCode(), cancellationToken);
        var confirmed = (await store.Credentials.OfUserAsync(user, cancellationToken))
            .Where(c => c.IsDone).Select(c => c.Method).ToHashSet(StringComparer.Ordinal);
        List<StoreWrite> writes = [];
        List<string> tags = [];
        foreach (var part in rules.Select(parts, withValue: false).Where(p => !string.IsNullOrEmpty(p.Response)))
        {
            var check = rules.Confirm(
                await store.Credentials.FindActiveAsync(user, part.Method ?? "", cancellationToken), part.Response, now);
            if (check is { IsWrong: true, Write: { } failure })
            {
                if ((await store.Commit.CommitAsync(failure)).Refusal() is { } notCounted)
                    return notCounted;
                continue;
            }
            if (check.Refusal is { } refusal)
                return refusal;
            if (check.Write is { } write)
                writes.Add(write);
            if (check.Tag is { } tag)
                tags.Add(tag);
            confirmed.Add(part.Method ?? "");
        }
        return await commit.CommitAsync(user, writes, [], tags, cancellationToken) is { } failed
            ? failed
            : new Outcome<IReadOnlyList<string>>(rules.Missing(level, confirmed));
    }
}
