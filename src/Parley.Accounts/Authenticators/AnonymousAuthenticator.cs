using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Replies;

namespace Parley.Accounts.Authenticators;

/// <summary>Makes accounts without a secret: their users come back by token only.</summary>
public sealed class AnonymousAuthenticator : IAuthenticator
{
    public string Scheme => LogicalNames.Anonymous;

    public ValueTask<Rejection?> CheckNewAsync(ReadOnlyMemory<byte> secret, string? address, CancellationToken cancellationToken) => default;

    public ValueTask<Outcome<AuthCreation>> CreateAsync(
        UserId user, IReadOnlyList<string> tags, ReadOnlyMemory<byte> secret, string? address, CancellationToken cancellationToken) =>
        new(new AuthCreation(AuthLevel.Anonymous, null, []));

    /// <summary>There is no secret to change: accepted, and nothing happens.</summary>
    public ValueTask<Outcome<AuthChange>> UpdateAsync(
        UserId user, IReadOnlyList<string> tags, ReadOnlyMemory<byte> secret, string? address, CancellationToken cancellationToken) =>
        new(AuthChange.None);
}
