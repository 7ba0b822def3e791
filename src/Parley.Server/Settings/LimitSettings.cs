namespace Parley.Server.Settings;

/// <summary>How much is too much.</summary>
public sealed class LimitSettings
{
    /// <summary>Bytes of one packet from a client.</summary>
    public int MessageBytesMax { get; set; } = 512 * 1024;

    /// <summary>Members of a group.</summary>
    public int SubscribersMax { get; set; } = 256;

    /// <summary>Attached sessions of a topic beyond which nobody is told who comes and goes in it.</summary>
    public int PresenceSessionsMax { get; set; } = 2000;

    /// <summary>Tags of a user or group.</summary>
    public int TagsMax { get; set; } = 16;

    /// <summary>Bytes of one uploaded file; 0 for no uploads.</summary>
    public long UploadBytesMax { get; set; } = 32 * 1024 * 1024;

    /// <summary>Bytes that the files of one user may take together; 0 for any number.</summary>
    public long UserFilesBytesMax { get; set; }

    /// <summary>Bytes of the disk that uploads leave free.</summary>
    public long DiskFreeBytesMin { get; set; } = 256 * 1024 * 1024;

    internal IEnumerable<string> Problems()
    {
        if (MessageBytesMax is < 1024 or > 64 * 1024 * 1024)
            yield return "limits.messageBytesMax: from 1024 to 67108864 bytes.";
        if (SubscribersMax is < 2 or > 100_000)
            yield return "limits.subscribersMax: from 2 to 100000.";
        if (PresenceSessionsMax < 0)
            yield return "limits.presenceSessionsMax: a number of sessions, or 0 to tell nobody who comes and goes.";
        if (TagsMax is < 1 or > 1024)
            yield return "limits.tagsMax: from 1 to 1024.";
        if (UploadBytesMax < 0)
            yield return "limits.uploadBytesMax: a number of bytes, or 0 for no uploads.";
        if (UserFilesBytesMax < 0)
            yield return "limits.userFilesBytesMax: a number of bytes, or 0 for any number.";
        if (DiskFreeBytesMin < 0)
            yield return "limits.diskFreeBytesMin: a number of bytes.";
    }
}
