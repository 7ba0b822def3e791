using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;

namespace Parley.Topics.Desc;

/// <summary>The uploaded files that a packet names; what is no address of ours is ignored.</summary>
public static class AttachedFiles
{
    /// <summary>All of them: what a message uses.</summary>
    public static IReadOnlyList<UserId> Of(ExtraPart? extra)
    {
        if (extra?.Attachments is not { Count: > 0 } addresses)
            return [];
        var files = new List<UserId>();
        foreach (var address in addresses)
        {
            if (FileAddress.TryParse(address, out var file))
                files.Add(file);
        }
        return files;
    }

    /// <summary>The first one: a description has one picture.</summary>
    public static IReadOnlyList<UserId> FirstOf(ExtraPart? extra) => Of(extra) is [var first, ..] ? [first] : [];
}
