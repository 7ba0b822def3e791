using Parley.Protocol.Names;
using Parley.Protocol.Replies;
using Parley.Storage.Ports;
using Parley.Storage.Records;

namespace Parley.Accounts;

/// <summary>The state of accounts: its words on the wire, and whether a user may act.</summary>
public static class AccountStates
{
    /// <summary>"ok", "susp", "del" in any case; false for anything else ("undef" too, which is internal to authenticators).</summary>
    public static bool TryParse(string? word, out ObjectState state)
    {
        (state, var known) = word?.ToLowerInvariant() switch
        {
            "ok" => (ObjectState.Ok, true),
            "susp" => (ObjectState.Suspended, true),
            "del" => (ObjectState.Deleted, true),
            _ => (ObjectState.Ok, false),
        };
        return known;
    }

    /// <summary>"ok", "susp" or "del".</summary>
    public static string Format(ObjectState state) => state switch
    {
        ObjectState.Suspended => "susp",
        ObjectState.Deleted => "del",
        _ => "ok",
    };

    /// <summary>Null if a user in this state may act; 403 if suspended, 404 if deleted.</summary>
    public static Rejection? Refuse(ObjectState state) => state switch
    {
        ObjectState.Ok => null,
        ObjectState.Suspended => new Rejection(ReplyCodes.PermissionDenied),
        _ => new Rejection(ReplyCodes.UserNotFound),
    };

    /// <summary>
    /// Null if this user exists and may act. Every way to act as a user asks this, however good its secret: a token outlives
    /// the account.
    /// </summary>
    public static async ValueTask<Rejection?> RefuseAsync(IUserStore users, UserId user, CancellationToken cancellationToken) =>
        await users.FindAsync(user, cancellationToken) is { } stored
            ? Refuse(stored.State)
            : new Rejection(ReplyCodes.UserNotFound);
}
