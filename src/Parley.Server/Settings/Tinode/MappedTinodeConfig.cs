namespace Parley.Server.Settings.Tinode;

/// <summary>What a configuration of the reference server becomes here.</summary>
/// <param name="Settings">Values by keys as "Limits:TagsMax".</param>
/// <param name="Notes">Keys that have no effect, once each.</param>
public sealed record MappedTinodeConfig(IReadOnlyDictionary<string, string?> Settings, IReadOnlyList<SettingsNote> Notes);
