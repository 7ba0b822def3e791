using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;

namespace Parley.Accounts.Acc;

/// <summary>Finds the uploaded picture that a packet refers to.</summary>
internal static class AvatarFiles
{
    /// <summary>The first attachment that is the address of an upload.</summary>
    public static IReadOnlyList<UserId> Of(ExtraPart? extra)
    {
        foreach (var address in extra?.Attachments ?? [])
        {
            if (FileAddress.TryParse(address, out var file))
                return [file];
        }
        return [];
    }
}
