using Microsoft.Extensions.Logging;
using Parley.Accounts.Options;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Replies;

namespace Parley.Accounts.Authenticators.Rest;

/// <summary>Logins that a service outside knows (part A 4.6). Nothing of them is kept here but the account.</summary>
public sealed partial class RestAuthenticator(
    RestService service, RestAccounts accounts, AccountOptions options, ILogger<RestAuthenticator> logger) : IAuthenticator
{
    private readonly bool _makesAccounts = options.Rest?.AllowsNewAccounts == true;

    // Until the service has told: nobody else may use the name of the scheme.
    private volatile IReadOnlyList<string> _namespaces = [LogicalNames.Of(LogicalNames.Rest, options.LogicalNames)];

    public string Scheme => LogicalNames.Rest;

    public IReadOnlyList<string> TagNamespaces => _namespaces;

    /// <summary>Asks which tags the service hands out. If it does not answer they stay as they are; false then.</summary>
    public async ValueTask<bool> LoadNamespacesAsync(CancellationToken cancellationToken)
    {
        var asked = await service.AskAsync("rtagns", null, null, null, cancellationToken);
        if (!asked.TryGet(out var answer, out var refusal))
            return refusal.Code == ReplyCodes.NotImplemented;
        _namespaces = [.. (answer.Texts ?? []).Where(name => name.Length > 0).Select(name => name.ToLowerInvariant())];
        return true;
    }

    public async ValueTask<Outcome<AuthGrant>> AuthenticateAsync(
        ReadOnlyMemory<byte> secret, AccountContext context, CancellationToken cancellationToken)
    {
        var asked = await service.AskAsync("auth", null, secret, context.RemoteAddress, cancellationToken);
        if (!asked.TryGet(out var answer, out var refusal))
            return refusal;
        if (answer.Record is not { } record || !RestGrants.TryRead(record, out var grant))
            return ReplyCodes.InternalError;
        if (!grant.User.IsNone)
            return grant with { Challenge = answer.Bytes is { Length: > 0 } challenge ? challenge : null };
        // The reference logs in "nobody" where it may not make accounts.
        if (!_makesAccounts || answer.NewAccount is not { } wanted)
            return ReplyCodes.NotFound;
        return await MakeAccountAsync(wanted, record, grant, secret, context);
    }

    public async ValueTask<Rejection?> CheckNewAsync(ReadOnlyMemory<byte> secret, string? address, CancellationToken cancellationToken)
    {
        var asked = await service.AskAsync("checkunique", null, secret, address, cancellationToken);
        if (!asked.TryGet(out var answer, out var refusal))
            return refusal;
        return answer.Flag ? null : new Rejection(ReplyCodes.DuplicateCredential);
    }

    public async ValueTask<Outcome<AuthCreation>> CreateAsync(
        UserId user, IReadOnlyList<string> tags, ReadOnlyMemory<byte> secret, string? address, CancellationToken cancellationToken)
    {
        var asked = await service.AskAsync("add", Sent(user, tags), secret, address, cancellationToken);
        if (!asked.TryGet(out var answer, out var refusal))
            return refusal;
        if (answer.Record is not { } record || !RestGrants.TryRead(record, out var grant))
            return ReplyCodes.InternalError;
        return new AuthCreation(grant.Level, null, record.Tags ?? []);
    }

    public async ValueTask<Outcome<AuthChange>> UpdateAsync(
        UserId user, IReadOnlyList<string> tags, ReadOnlyMemory<byte> secret, string? address, CancellationToken cancellationToken)
    {
        var asked = await service.AskAsync("upd", Sent(user, tags), secret, address, cancellationToken);
        return asked.TryGet(out _, out var refusal) ? AuthChange.None : refusal;
    }

    /// <summary>Told of every account that goes, for it may have logged in this way. A service that is down stops nobody.</summary>
    public async ValueTask<Rejection?> RemoveAsync(UserId user, CancellationToken cancellationToken)
    {
        var asked = await service.AskAsync("del", Sent(user, []), null, null, cancellationToken);
        if (asked.TryGet(out _, out var refusal))
            return null;
        if (refusal.Code == ReplyCodes.NotImplemented)
            return new Rejection(ReplyCodes.NotAllowed);
        Log.NotRemoved(logger, user.ToString(), refusal.Code.Text);
        return null;
    }

    private async ValueTask<Outcome<AuthGrant>> MakeAccountAsync(
        RestNewAccount wanted, RestRecord record, AuthGrant grant, ReadOnlyMemory<byte> secret, AccountContext context)
    {
        var made = await accounts.MakeAsync(wanted, record, grant, context.ReceivedAt);
        if (!made.TryGet(out var user, out var refusal))
            return refusal;
        var sent = Sent(user, record.Tags ?? []) with
        {
            Level = AuthLevels.Format(grant.Level),
            Features = RestGrants.Letters(grant.Features),
            Lifetime = grant.Lifetime is { } lifetime ? lifetime.Ticks * TimeSpan.NanosecondsPerTick : null,
            State = AccountStates.Format(grant.State ?? default),
        };
        // The account exists: from here on a client that hangs up does not stop this.
        var linked = await service.AskAsync("link", sent, secret, null, CancellationToken.None);
        if (linked.TryGet(out _, out refusal))
            return grant with { User = user };
        await accounts.UnmakeAsync(user, context.ReceivedAt);
        return refusal;
    }

    private static RestSentRecord Sent(UserId user, IReadOnlyList<string> tags) =>
        new() { User = user.Text, Tags = tags.Count > 0 ? tags : null };

    private static partial class Log
    {
        [LoggerMessage(EventName = "RestAuthNotRemoved", Level = LogLevel.Warning,
            Message = "The service that checks logins could not be told that {User} is gone ({Reason}): its login there leads nowhere.")]
        public static partial void NotRemoved(ILogger logger, string user, string reason);
    }
}
