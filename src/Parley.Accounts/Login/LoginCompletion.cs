using System.Text.Json;
using Parley.Accounts.Authenticators;
using Parley.Protocol.Access;
using Parley.Protocol.Replies;
using Parley.Storage.Ports;
using Parley.Storage.Records;
using Parley.Storage.Writes;

namespace Parley.Accounts.Login;

/// <summary>Decides what a proved identity gets (part A 3.3): a token, and the session unless something is missing.</summary>
public sealed class LoginCompletion(TokenAuthenticator tokens, IParleyStore store)
{
    /// <param name="missing">Kinds of credentials that are required and not confirmed.</param>
    /// <param name="more">Writes further parameters of the reply; null for none.</param>
    public async ValueTask<AccountReply> CompleteAsync(
        AuthGrant grant, IReadOnlyList<string> missing, AccountContext context, Action<Utf8JsonWriter>? more = null)
    {
        var isComplete = missing.Count == 0;
        if (isComplete)
        {
            // A login with a token renews it. One that may not log in must not live on that way.
            grant = grant with
            {
                Features = grant.Features | AuthFeatures.Validated,
                Lifetime = grant.MayLogIn ? null : grant.Lifetime,
            };
            await NoteDeviceAsync(grant, context);
        }
        var token = tokens.Issue(grant, context.ReceivedAt);
        var parameters = ReplyParams.Write(json =>
        {
            json.WriteString("user", grant.User.ToString());
            json.WriteString("authlvl", AuthLevels.Format(grant.Level));
            json.WriteBase64String("token", token.Bytes);
            json.WriteString("expires", WireTime.Format(token.Expires));
            if (!isComplete)
                WriteList(json, "cred", missing);
            more?.Invoke(json);
        });
        if (!isComplete)
            return new AccountReply(ReplyCodes.ValidateCredentials, parameters);
        var reply = new AccountReply(ReplyCodes.Ok, parameters);
        return grant.MayLogIn ? reply with { LoggedIn = grant.User, Level = grant.Level } : reply;
    }

    internal static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    // If it fails the user gets no push messages until the next login, which is no reason to refuse this one.
    private async ValueTask NoteDeviceAsync(AuthGrant grant, AccountContext context)
    {
        if (string.IsNullOrEmpty(context.DeviceId))
            return;
        var device = new StoredDevice(grant.User, context.DeviceId, context.Platform, context.ReceivedAt, context.Language);
        await store.Commit.CommitAsync(new PutDevice(device));
    }
}
