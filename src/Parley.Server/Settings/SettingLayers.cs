using Microsoft.Extensions.Configuration.Json;
using Parley.Server.Settings.Tinode;

namespace Parley.Server.Settings;

/// <summary>Reads the sources of settings, each for itself.</summary>
internal static class SettingLayers
{
    private const string EnvironmentPrefix = "PARLEY_";

    /// <summary>The layers, the weakest first.</summary>
    /// <param name="notes">What of the reference's file has no effect.</param>
    /// <exception cref="CommandFailedException">A source cannot be read: names the setting and the mend.</exception>
    public static IReadOnlyList<SettingLayer> Read(SettingSources sources, out IReadOnlyList<SettingsNote> notes)
    {
        notes = [];
        List<SettingLayer> layers = [];
        if (sources.TinodeConfig is { } tinode)
        {
            var mapped = TinodeConfigReader.ReadFile(tinode);
            notes = mapped.Notes;
            layers.Add(new SettingLayer(mapped.Settings, _ => tinode));
        }

        if (sources.ConfigFile is not null || File.Exists(SettingsReader.DefaultFile))
        {
            var path = Path.GetFullPath(sources.ConfigFile ?? SettingsReader.DefaultFile);
            layers.Add(new SettingLayer(ReadFile(path), _ => path));
        }

        layers.Add(ReadEnvironment());
        layers.Add(new SettingLayer(sources.CommandLine, key => "--" + SettingNames.CamelCase(key)));
        return layers;
    }

    private static Dictionary<string, string?> ReadFile(string path)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var configuration = LoadJson(path);
        foreach (var (key, value) in configuration.AsEnumerable())
        {
            // Sections have no value of their own; an empty list or null leaves the default.
            if (configuration.GetSection(key).GetChildren().Any() || (value is null or "" && SettingNames.Find(key)?.Type != typeof(string)))
                continue;
            var setting = SettingNames.Find(key)
                ?? throw new CommandFailedException($"{path}: there is no setting \"{SettingNames.Display(key)}\"; see docs/operations.md for those there are.");
            values[key] = Checked(setting, value, path);
        }

        return values;
    }

    private static IConfigurationRoot LoadJson(string path)
    {
        if (!File.Exists(path))
            throw new CommandFailedException($"{path}: there is no such settings file; leave --config out to use the defaults.");
        try
        {
            return new ConfigurationBuilder().Add<JsonConfigurationSource>(source =>
            {
                source.Path = path;
                source.ReloadOnChange = false;
                source.ResolveFileProvider();
            }).Build();
        }
        catch (Exception error) when (error is InvalidDataException or FormatException)
        {
            throw new CommandFailedException($"{path}: not JSON: {(error.InnerException ?? error).Message}", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{path}: cannot be read: {error.Message}", error);
        }
    }

    // Other programs set variables of this prefix too (PARLEY_PORT of an orchestrator), so unknown ones are none of our business.
    private static SettingLayer ReadEnvironment()
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (!name.StartsWith(EnvironmentPrefix, StringComparison.OrdinalIgnoreCase))
                continue;
            var key = name[EnvironmentPrefix.Length..].Replace("__", ":", StringComparison.Ordinal);
            if (SettingNames.Find(key) is not { } setting)
                continue;
            values[key] = Checked(setting, (string?)variable.Value, name);
            names[key] = name;
        }

        return new SettingLayer(values, key => names[key]);
    }

    private static string? Checked(SettingNames.Setting setting, string? value, string source)
    {
        var expected = SettingNames.Refuse(setting, value);
        return expected is null ? value : throw new CommandFailedException($"{source}: {setting.Name} must be {expected}, but is \"{value}\".");
    }
}
