namespace Parley.Server.Settings;

/// <summary>Where settings are read from, the weakest first: the reference's file, parley.json, environment, command line.</summary>
public sealed record SettingSources
{
    /// <summary>A file in the reference server's format; null for none.</summary>
    public string? TinodeConfig { get; init; }

    /// <summary>The settings file; null for parley.json here, if there is one.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>What the command line sets, by keys as "Limits:TagsMax".</summary>
    public IReadOnlyDictionary<string, string?> CommandLine { get; init; } = new Dictionary<string, string?>();
}
