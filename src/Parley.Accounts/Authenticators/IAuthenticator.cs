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

    /// <summary>Namespaces of tags that it hands out.</summary>
    IReadOnlyList<string> TagNamespaces => [];

    ValueTask<Outcome<AuthGrant>> AuthenticateAsync(
        ReadOnlyMemory<byte> secret, AccountContext context, CancellationToken cancellationToken) =>
        new(ReplyCodes.NotImplemented);

    /// <summary>Null if an account may be made with this secret, as far as can be said before it is made.</summary>
    ValueTask<Rejection?> CheckNewAsync(ReadOnlyMemory<byte> secret, CancellationToken cancellationToken) =>
        new(new Rejection(ReplyCodes.NotImplemented));

    /// <summary>What is stored for a new account. May refuse what <see cref="CheckNewAsync"/> has let pass.</summary>
    ValueTask<Outcome<AuthCreation>> CreateAsync(UserId user, ReadOnlyMemory<byte> secret, CancellationToken cancellationToken) =>
        new(ReplyCodes.NotImplemented);

    /// <summary>How an account gets a new secret.</summary>
    ValueTask<Outcome<AuthChange>> UpdateAsync(UserId user, ReadOnlyMemory<byte> secret, CancellationToken cancellationToken) =>
        new(ReplyCodes.NotImplemented);

    /// <summary>What there is to reset: 404 if this user does not log in this way.</summary>
    ValueTask<Outcome<AuthReset>> ResetAsync(UserId user, CancellationToken cancellationToken) =>
        new(default(AuthReset));
}
