namespace Parley.Server.Settings;

/// <summary>How addresses of one sort are confirmed.</summary>
public sealed class CredentialSettings
{
    /// <summary>Levels for which a confirmed address is required: auth, anon. None: addresses of this sort are not used.</summary>
    public string[] Required { get; set; } = [];

    /// <summary>People are found by a confirmed address.</summary>
    public bool AddToTags { get; set; }

    public int RetriesMax { get; set; } = 3;
    public int CodeLength { get; set; } = 6;

    /// <summary>A code that confirms any address, to try things out.</summary>
    [Secret]
    public string? DebugResponse { get; set; }

    /// <summary>Domains of addresses that are accepted; none for all.</summary>
    public string[] Domains { get; set; } = [];

    internal IEnumerable<string> Problems(string method)
    {
        foreach (var level in Required.Where(level => level is not ("auth" or "anon" or "root")))
            yield return $"accounts.{method}.required: \"{level}\" is not a level; auth and anon are.";
        if (RetriesMax is < 1 or > 100)
            yield return $"accounts.{method}.retriesMax: from 1 to 100.";
        if (CodeLength is < 4 or > 12)
            yield return $"accounts.{method}.codeLength: from 4 to 12 digits.";
    }
}
