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

    public ValueTask SendAsync(ConfirmationMessage message, CancellationToken cancellationToken) => Add(message);

    public ValueTask SendAsync(ResetMessage message, CancellationToken cancellationToken) => Add(message);

    private ValueTask Add(object notice)
    {
        All.Add(notice);
        return default;
    }
}
