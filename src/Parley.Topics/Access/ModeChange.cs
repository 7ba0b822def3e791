using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Storage.Records;

namespace Parley.Topics.Access;

/// <summary>A subscription before and after a change of access.</summary>
/// <param name="User">Whose subscription.</param>
/// <param name="Before">Null if there was none, or a deleted one.</param>
/// <param name="After">Null if it is deleted.</param>
public sealed record ModeChange(UserId User, StoredSubscription? Before, StoredSubscription? After, bool IsReader)
{
    public AccessMode OldMode => Before?.Mode ?? AccessMode.None;

    public AccessMode NewMode => After?.Mode ?? AccessMode.None;

    public bool IsDeletion => After is null;

    /// <summary>The user subscribes by itself, or did not want any access before. Readers come without being noticed.</summary>
    public bool Comes(UserId actor) => !IsDeletion && !IsReader && (Before is null ? actor == User : Before.Want.IsNone);

    /// <summary>How notices tell it. A new channel reader is told as if it had had the mode of readers before.</summary>
    public AccessPart Told => new(
        AccessChange.Told(Before?.Want ?? Assumed, After?.Want), AccessChange.Told(Before?.Given ?? Assumed, After?.Given));

    private AccessMode? Assumed => IsReader ? AccessMasks.ChannelReader : null;

    /// <summary>Nothing is told where neither side has changed.</summary>
    public AccessPart? ToldOrNull => Told is { Want: null, Given: null } ? null : Told;
}
