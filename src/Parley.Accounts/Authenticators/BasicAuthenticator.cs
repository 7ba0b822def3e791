using System.Text;
using Parley.Accounts.Options;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Replies;
using Parley.Storage.Ports;
using Parley.Storage.Records;
using Parley.Storage.Writes;

namespace Parley.Accounts.Authenticators;

/// <summary>Login and password (part A 4.2).</summary>
public sealed class BasicAuthenticator(IParleyStore store, PasswordHasher hasher, AccountOptions options) : IAuthenticator
{
    private readonly BasicOptions _options = options.Basic;

    public string Scheme => LogicalNames.Basic;

    /// <summary>The name under which clients know it: scheme of its records and namespace of its tags.</summary>
    public string Name { get; } = LogicalNames.Of(LogicalNames.Basic, options.LogicalNames);

    public IReadOnlyList<string> TagNamespaces => _options.AddToTags ? [Name] : [];

    public async ValueTask<Outcome<AuthGrant>> AuthenticateAsync(
        ReadOnlyMemory<byte> secret, AccountContext context, CancellationToken cancellationToken)
    {
        if (!BasicSecret.TryParse(secret.Span, out var parsed))
            return ReplyCodes.Malformed;
        var record = parsed.Login.Length == 0 ? null : await store.Auth.FindAsync(Name, parsed.Login, cancellationToken);
        var check = await hasher.VerifyAsync(parsed.Password, record?.Secret, cancellationToken);
        if (check == PasswordCheck.Busy)
            return ReplyCodes.ServiceUnavailable;
        if (record is null || check != PasswordCheck.Right || record.Expires <= context.ReceivedAt)
            return ReplyCodes.AuthenticationFailed;
        return new AuthGrant(record.User, record.Level) { Lifetime = record.Expires - context.ReceivedAt };
    }

    public async ValueTask<Rejection?> CheckNewAsync(ReadOnlyMemory<byte> secret, string? address, CancellationToken cancellationToken)
    {
        if (!BasicSecret.TryParse(secret.Span, out var parsed))
            return new Rejection(ReplyCodes.Malformed);
        return parsed.RefuseLogin(_options) ?? await RefuseTakenAsync(parsed.Login, cancellationToken);
    }

    public async ValueTask<Outcome<AuthCreation>> CreateAsync(
        UserId user, IReadOnlyList<string> tags, ReadOnlyMemory<byte> secret, string? address, CancellationToken cancellationToken)
    {
        if (!BasicSecret.TryParse(secret.Span, out var parsed))
            return ReplyCodes.Malformed;
        if ((parsed.RefuseLogin(_options) ?? parsed.RefusePassword(_options)) is { } refusal)
            return refusal;
        if (await hasher.HashAsync(parsed.Password, cancellationToken) is not { } hash)
            return ReplyCodes.ServiceUnavailable;
        var record = new AuthRecord(user, Name, parsed.Login, AuthLevel.Authenticated, Encoding.ASCII.GetBytes(hash));
        return new AuthCreation(record.Level, record, TagsOf(parsed.Login));
    }

    public async ValueTask<Outcome<AuthChange>> UpdateAsync(
        UserId user, IReadOnlyList<string> tags, ReadOnlyMemory<byte> secret, string? address, CancellationToken cancellationToken)
    {
        if (!BasicSecret.TryParse(secret.Span, out var parsed))
            return ReplyCodes.Malformed;
        if (await store.Auth.FindAsync(user, Name, cancellationToken) is not { } record)
            return ReplyCodes.NotFound;
        // Without a login, or with the same one, only the password changes.
        var login = parsed.Login.Length == 0 || parsed.Login == record.Login ? null : parsed.Login;
        if (login is not null
            && (parsed.RefuseLogin(_options) ?? await RefuseTakenAsync(login, cancellationToken)) is { } refusedLogin)
        {
            return refusedLogin;
        }
        if (parsed.RefusePassword(_options) is { } refusedPassword)
            return refusedPassword;
        if (await hasher.HashAsync(parsed.Password, cancellationToken) is not { } hash)
            return ReplyCodes.ServiceUnavailable;
        var write = new UpdateAuth(user, Name) { Login = login, Secret = Encoding.ASCII.GetBytes(hash) };
        return login is null
            ? new AuthChange([write], [], [])
            : new AuthChange([write], [Tag(record.Login)], TagsOf(login));
    }

    public async ValueTask<Outcome<AuthReset>> ResetAsync(UserId user, CancellationToken cancellationToken) =>
        await store.Auth.FindAsync(user, Name, cancellationToken) is { } record
            ? new AuthReset(record.Login)
            : ReplyCodes.NotFound;

    private async ValueTask<Rejection?> RefuseTakenAsync(string login, CancellationToken cancellationToken) =>
        await store.Auth.FindAsync(Name, login, cancellationToken) is null
            ? null
            : new Rejection(ReplyCodes.DuplicateCredential);

    private IReadOnlyList<string> TagsOf(string login) => _options.AddToTags ? [Tag(login)] : [];

    private string Tag(string login) => $"{Name}:{login}";
}
