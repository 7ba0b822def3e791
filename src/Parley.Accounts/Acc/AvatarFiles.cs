using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;

namespace Parley.Accounts.Acc;

/// <summary>Finds the uploaded files that a packet refers to.</summary>
internal static class AvatarFiles
{
    /// <summary>The first attachment that is the address of an upload: ".../&lt;id&gt;" or ".../&lt;id&gt;.jpg".</summary>
    public static IReadOnlyList<UserId> Of(ExtraPart? extra)
    {
        foreach (var url in extra?.Attachments ?? [])
        {
            var name = url.AsSpan(url.LastIndexOf('/') + 1);
            var end = name.IndexOfAny('.', '?');
            if (UserId.TryParseText(end < 0 ? name : name[..end], out var file) && !file.IsNone)
                return [file];
        }
        return [];
    }
}
