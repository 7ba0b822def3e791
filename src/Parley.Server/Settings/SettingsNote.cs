namespace Parley.Server.Settings;

/// <summary>Something in the settings that has no effect, or hardly the one that is meant.</summary>
/// <param name="Text">A sentence.</param>
/// <param name="IsWarning">It may be a mistake of the operator; otherwise it is a feature that Parley has not yet.</param>
public sealed record SettingsNote(string Text, bool IsWarning);
