using Parley.Server.Settings;

namespace Parley.Server.Hosting;

/// <summary>How one start differs from others; settings are what stays.</summary>
public sealed record StartOptions
{
    /// <summary>Fill the database if it is new.</summary>
    public bool WithSampleData { get; init; }

    public bool IsVerbose { get; init; }

    /// <summary>What was found when the settings were read, for the log.</summary>
    public IReadOnlyList<SettingsNote> Notes { get; init; } = [];
}
