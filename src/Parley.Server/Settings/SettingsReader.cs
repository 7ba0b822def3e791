namespace Parley.Server.Settings;

/// <summary>Reads the settings from all their sources and refuses what cannot work.</summary>
public static class SettingsReader
{
    public const string DefaultFile = "parley.json";

    /// <param name="notes">What has no effect, or hardly the one that is meant.</param>
    /// <exception cref="CommandFailedException">A source cannot be read, or a value cannot work: names the setting and the mend.</exception>
    public static ParleySettings Read(SettingSources sources, out IReadOnlyList<SettingsNote> notes)
    {
        var settings = Bind(SettingLayers.Read(sources, out notes));
        notes = [.. notes, .. NotesOf(settings)];
        var problems = settings.Problems().ToList();
        return problems.Count == 0 ? settings : throw new CommandFailedException(string.Join(Environment.NewLine, problems));
    }

    internal static IEnumerable<SettingsNote> NotesOf(ParleySettings settings) => settings.Doubts().Select(doubt => new SettingsNote(doubt, IsWarning: true));

    /// <summary>The settings that come of these layers, whether they can work or not.</summary>
    internal static ParleySettings Bind(IReadOnlyList<SettingLayer> layers)
    {
        var builder = new ConfigurationBuilder();
        foreach (var layer in layers)
            builder.AddInMemoryCollection(layer.Values);
        var settings = new ParleySettings();
        builder.Build().Bind(settings);
        return settings;
    }
}
