using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;

namespace Parley.Topics.Desc;

/// <summary>The uploaded files that a packet names: URLs of our own, "./name" or bare names; all else is ignored.</summary>
public static class AttachedFiles
{
    private const string ServePath = "/v0/file/s/";

    public static IReadOnlyList<UserId> Of(ExtraPart? extra)
    {
        if (extra?.Attachments is not { Count: > 0 } urls)
            return [];
        var files = new List<UserId>();
        foreach (var url in urls)
        {
            if (TryRead(url, out var file))
                files.Add(file);
        }
        return files;
    }

    private static bool TryRead(string url, out UserId file)
    {
        file = default;
        var name = url.AsSpan();
        if (name.StartsWith(ServePath, StringComparison.Ordinal))
            name = name[ServePath.Length..];
        else if (name.StartsWith("./", StringComparison.Ordinal))
            name = name[2..];
        if (name.Contains('/') || name.Length < UserId.TextLength)
            return false;
        var isWholeName = name.Length == UserId.TextLength || !(char.IsAsciiLetterOrDigit(name[UserId.TextLength]) || name[UserId.TextLength] is '-' or '_');
        return isWholeName && UserId.TryParseText(name[..UserId.TextLength], out file) && !file.IsNone;
    }
}
