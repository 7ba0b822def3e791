using Parley.Accounts.Credentials;
using Parley.Protocol.Names;
using Parley.Storage.Records;

namespace Parley.Accounts.Tests.Fakes;

/// <summary>Remembers what accounts tell the outside, in order.</summary>
internal sealed class RecordedNotices : IAccountNotices, ICredentialSender
{
    public List<object> All { get; } = [];

    public IEnumerable<T> Of<T>() => All.OfType<T>();

    public ValueTask UserDeletedAsync(UserDeletion deletion, CancellationToken cancellationToken) => Add(deletion);

    public ValueTask UserStateChangedAsync(UserId user, ObjectState state, CancellationToken cancellationToken) => Add((user, state));

    public ValueTask UserTagsChangedAsync(UserId user, CancellationToken cancellationToken) => Add(new TagsChanged(user));

    public ValueTask SendAsync(ConfirmationMessage message, CancellationToken cancellationToken) => Add(message);

    public ValueTask SendAsync(ResetMessage message, CancellationToken cancellationToken) => Add(message);

    /// <summary>A loaded <c>me</c> was told.</summary>
    internal sealed record TagsChanged(UserId User);

    private ValueTask Add(object notice)
    {
        All.Add(notice);
        return default;
    }
}
