using Parley.Protocol.Names;
using Parley.Protocol.Replies;

namespace Parley.Accounts.Authenticators;

/// <summary>
/// A way to prove who one is. What a scheme cannot do answers 501. None of these looks at the state of the account: its
/// callers do (<see cref="AccountStates"/>).
/// </summary>
public interface IAuthenticator
{
    /// <summary>Its own name, "basic" and the like; clients may know it under another one.</summary>
    string Scheme { get; }

    /// <summary>Namespaces of tags that it hands out. May become others, at the word of a service outside.</summary>
    IReadOnlyList<string> TagNamespaces => [];

    ValueTask<Outcome<AuthGrant>> AuthenticateAsync(
        ReadOnlyMemory<byte> secret, AccountContext context, CancellationToken cancellationToken) =>
        new(ReplyCodes.NotImplemented);

    /// <summary>Null if an account may be made with this secret, as far as can be said before it is made.</summary>
    /// <param name="address">Of the client; null if not known.</param>
    ValueTask<Rejection?> CheckNewAsync(ReadOnlyMemory<byte> secret, string? address, CancellationToken cancellationToken) =>
        new(new Rejection(ReplyCodes.NotImplemented));

    /// <summary>What is stored for a new account. May refuse what <see cref="CheckNewAsync"/> has let pass.</summary>
    /// <param name="tags">Those that the account has besides.</param>
    /// <param name="address">Of the client; null if not known.</param>
    ValueTask<Outcome<AuthCreation>> CreateAsync(
        UserId user, IReadOnlyList<string> tags, ReadOnlyMemory<byte> secret, string? address, CancellationToken cancellationToken) =>
        new(ReplyCodes.NotImplemented);

    /// <summary>How an account gets a new secret.</summary>
    /// <param name="tags">Those of the account.</param>
    /// <param name="address">Of the client; null if not known.</param>
    ValueTask<Outcome<AuthChange>> UpdateAsync(
        UserId user, IReadOnlyList<string> tags, ReadOnlyMemory<byte> secret, string? address, CancellationToken cancellationToken) =>
        new(ReplyCodes.NotImplemented);

    /// <summary>Forgets what it keeps of a user outside of the database. Null if it has, or keeps nothing; a refusal stops the deletion.</summary>
    ValueTask<Rejection?> RemoveAsync(UserId user, CancellationToken cancellationToken) => default;

    /// <summary>What there is to reset: 404 if this user does not log in this way.</summary>
    ValueTask<Outcome<AuthReset>> ResetAsync(UserId user, CancellationToken cancellationToken) =>
        new(default(AuthReset));
}
