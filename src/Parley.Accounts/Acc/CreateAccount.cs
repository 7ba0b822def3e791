using System.Text.Json;
using Parley.Accounts.Authenticators;
using Parley.Accounts.Credentials;
using Parley.Accounts.Login;
using Parley.Accounts.Options;
using Parley.Accounts.Tags;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Replies;
using Parley.Storage;
using Parley.Storage.Ports;
using Parley.Storage.Records;
using Parley.Storage.Writes;

namespace Parley.Accounts.Acc;

/// <summary>Decides what an <c>{acc}</c> does that makes an account (part A 3.2). The account is stored whole or not at all.</summary>
public sealed class CreateAccount(
    AuthenticatorTable authenticators,
    CredentialRules credentials,
    TagPolicy tags,
    IdSource ids,
    IParleyStore store,
    LoginCompletion completion,
    ConfirmationRequests confirmations,
    AccountOptions options)
{
    private const string WhatTags = "tags";

    public async ValueTask<AccountReply> HandleAsync(AccPacket packet, AccountContext context, CancellationToken cancellationToken)
    {
        if (packet.Login && context.IsAuthenticated)
            return new AccountReply(ReplyCodes.AlreadyAuthenticated);
        if (authenticators.Find(packet.Scheme) is not { } authenticator)
            return new AccountReply(ReplyCodes.Malformed);
        if (await authenticator.CheckNewAsync(packet.Secret, context.RemoteAddress, cancellationToken) is { } refusedSecret)
            return refusedSecret.Reply(CommitFailures.Auth);
        if (RefuseState(packet.Status, context, out var state) is { } refusedState)
            return refusedState.Reply();
        var normalised = tags.Normalise(packet.Tags) ?? [];
        if (tags.RefuseNew(normalised) is { } refusedTags)
            return refusedTags.Reply(WhatTags);
        var parts = credentials.Select(packet.Cred, withValue: true);
        foreach (var part in parts)
        {
            if (credentials.RefuseValue(part, context.Country) is { } refusedValue)
                return refusedValue.Reply(part.Method ?? "");
        }
        var id = ids.NextUser();
        var created = await authenticator.CreateAsync(id, normalised, packet.Secret, context.RemoteAddress, cancellationToken);
        if (!created.TryGet(out var login, out var refusal))
            return refusal.Reply();
        // Compat: they are counted, not compared with those that are required.
        var reply = parts.Count < credentials.RequiredFor(login.Level).Count
            ? AccountReplies.Missing(credentials.Missing(login.Level, parts.Select(p => p.Method ?? ""))).Reply()
            : await StoreAsync(
                NewUser(id, packet.Desc, context.ReceivedAt) with { State = state, Tags = TagRules.Change(normalised, [], login.Tags) },
                login, parts, packet, context);
        // A login that was noted elsewhere must not lead to an account that there is not.
        if (reply.Code.IsError)
            await authenticator.RemoveAsync(id, CancellationToken.None);
        return reply;
    }

    private async ValueTask<AccountReply> StoreAsync(
        StoredUser user, AuthCreation login, IReadOnlyList<CredPart> parts, AccPacket packet, AccountContext context)
    {
        var note = packet.Desc?.Private.OrNoneIfClear() ?? default;
        List<StoreWrite> writes = [.. NewAccount.Writes(user, note)];
        if (login.Record is { } record)
            writes.Add(new AddAuth(record));
        List<CredentialAddition> additions = [];
        foreach (var part in parts)
        {
            if (!credentials.Add(
                    user.Id, part, context.Country, credentials.NewCode(part.Method), context.ReceivedAt).TryGet(out var addition, out var refusal))
                return refusal.Reply();
            additions.Add(addition);
            writes.Add(addition.Write);
        }
        if (AvatarFiles.Of(packet.Extra) is { Count: > 0 } files)
            writes.Add(new LinkFiles(TopicName.Me(user.Id), files));
        var result = await store.Commit.CommitAsync([new WriteUnit(writes)]);
        if (result.Refusal() is { } failure)
        {
            return result switch
            {
                { Failure: StoreFailure.Duplicate, Detail: CommitFailures.Auth } => failure.Reply(CommitFailures.Auth),
                // The alias of somebody else; the reference does not look.
                { Failure: StoreFailure.Duplicate, Detail: CommitFailures.Tag } => failure.Reply(WhatTags),
                _ => failure.Reply(),
            };
        }
        // From here on the account exists: a client that hangs up does not stop its messages.
        foreach (var addition in additions)
            await confirmations.SendForNewAccountAsync(addition.Credential, login.Level, context.Language, context.ReceivedAt);
        if (packet.Login)
        {
            var grant = new AuthGrant(user.Id, login.Level);
            return await completion.CompleteAsync(
                grant, credentials.Missing(login.Level, []), context, json => WriteDesc(json, user, note));
        }
        return new AccountReply(ReplyCodes.Created, ReplyParams.Write(json =>
        {
            json.WriteString("user", user.Id.ToString());
            json.WriteString("authlvl", AuthLevels.Format(login.Level));
            WriteDesc(json, user, note);
        }));
    }

    // What a new account says of itself as trusted is ignored: only root may say that, and later.
    private StoredUser NewUser(UserId id, DescPart? desc, DateTime now) => new()
    {
        Id = id,
        Created = now,
        Updated = now,
        Access = NewAccount.Access(desc?.DefaultAccess, options.P2PDeleteEnabled),
        Public = desc?.Public.OrNoneIfClear() ?? default,
    };

    private static Rejection? RefuseState(string? status, AccountContext context, out ObjectState state)
    {
        state = ObjectState.Ok;
        if (string.IsNullOrEmpty(status))
            return null;
        if (context.Level != AuthLevel.Root)
            return new Rejection(ReplyCodes.PermissionDenied, ReplyParams.What("state"));
        return AccountStates.TryParse(status, out state) && state != ObjectState.Deleted ? null : new Rejection(ReplyCodes.Malformed);
    }

    private static void WriteDesc(Utf8JsonWriter json, StoredUser user, Payload note)
    {
        json.WriteStartObject("desc");
        json.WriteString("created", WireTime.Format(user.Created));
        json.WriteString("updated", WireTime.Format(user.Updated));
        json.WriteStartObject("defacs");
        json.WriteString("auth", user.Access.Auth.ToString());
        json.WriteString("anon", user.Access.Anon.ToString());
        json.WriteEndObject();
        WritePayload(json, "public", user.Public);
        WritePayload(json, "private", note);
        json.WriteEndObject();
    }

    private static void WritePayload(Utf8JsonWriter json, string name, Payload value)
    {
        if (value.IsNull)
            return;
        json.WritePropertyName(name);
        json.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
    }
}
