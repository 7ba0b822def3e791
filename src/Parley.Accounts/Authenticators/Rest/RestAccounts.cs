using System.Text;
using System.Text.Json;
using Parley.Accounts.Acc;
using Parley.Accounts.Options;
using Parley.Accounts.Tags;
using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Storage.Ports;
using Parley.Storage.Records;
using Parley.Storage.Writes;

namespace Parley.Accounts.Authenticators.Rest;

/// <summary>Makes the accounts of users whom only the service has known so far.</summary>
public sealed class RestAccounts(IParleyStore store, IdSource ids, AccountOptions options)
{
    private const int NewAccountRowsMax = 100;

    internal async ValueTask<Outcome<UserId>> MakeAsync(RestNewAccount wanted, RestRecord record, AuthGrant grant, DateTime now)
    {
        var user = new StoredUser
        {
            Id = ids.NextUser(),
            Created = now,
            Updated = now,
            State = grant.State ?? ObjectState.Ok,
            Access = NewAccount.Access(new DefaultAccessPart(wanted.Auth, wanted.Anon), options.P2PDeleteEnabled),
            Public = PayloadOf(wanted.Public),
            Trusted = PayloadOf(wanted.Trusted),
            Tags = TagRules.Normalise(record.Tags, options.MaxTagCount) ?? [],
        };
        var result = await store.Commit.CommitAsync([.. NewAccount.Writes(user, PayloadOf(wanted.Private))]);
        return result.Refusal() is { } refusal ? refusal : user.Id;
    }

    /// <summary>Nobody has logged in to it yet.</summary>
    public async ValueTask UnmakeAsync(UserId user, DateTime now) =>
        await store.Commit.CommitAsync(
            new BeginUserDeletion(user, Hard: true, now), new ContinueUserDeletion(user, Hard: true, now, NewAccountRowsMax, null));

    private static Payload PayloadOf(JsonElement value) =>
        value.ValueKind != JsonValueKind.Undefined && Payload.TryParse(Encoding.UTF8.GetBytes(value.GetRawText()), out var payload) ? payload : default;
}
