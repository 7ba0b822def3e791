using Parley.Accounts.Authenticators;
using Parley.Accounts;
using Parley.FrontEnd.Sessions;
using Parley.FrontEnd.Transports.LongPoll;
using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Protocol.Replies;
using Parley.Storage.Ports;
using Parley.Storage.Records;

namespace Parley.FrontEnd.Files;

/// <summary>Finds out who sends a request about files. Whoever may not log in, or not any more, may not do this either.</summary>
public sealed class FileSenders(AuthenticatorTable authenticators, IParleyStore store, LongPollSessions sessions, TimeProvider time)
{
    /// <summary>The user, or why not: 400 for what cannot be understood, 401 and the like for what is not true.</summary>
    public async ValueTask<Outcome<UserId>> AuthenticateAsync(SentCredentials sent, string? address, CancellationToken cancellationToken)
    {
        var secret = new byte[sent.Secret.Length];
        if (authenticators.Find(sent.Scheme) is not { } authenticator || !Convert.TryFromBase64String(sent.Secret, secret, out var length))
            return ReplyCodes.Malformed;
        var context = new AccountContext { Session = default, ReceivedAt = time.UtcMilliseconds(), RemoteAddress = address };
        var proved = await authenticator.AuthenticateAsync(secret.AsMemory(0, length), context, cancellationToken);
        if (!proved.TryGet(out var grant, out var refusal))
            return refusal;
        if (!grant.MayLogIn)
            return ReplyCodes.AuthenticationFailed;
        refusal = AccountStates.Refuse(grant.State ?? ObjectState.Ok)
            ?? await AccountStates.RefuseAsync(store.Users, grant.User, cancellationToken)
            ?? grant.AskForMore();
        return refusal is null ? grant.User : refusal;
    }

    /// <summary>The user of a living session; nobody if there is none.</summary>
    /// <param name="sid">The id that long polling has told the client.</param>
    public UserId OfSession(string? sid) =>
        sid is not null && sessions.Find(sid) is { Session.IsEnded: false } link ? link.Session.User : default;
}
