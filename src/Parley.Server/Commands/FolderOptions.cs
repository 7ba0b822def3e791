using System.CommandLine;
using Parley.Server.Settings;

namespace Parley.Server.Commands;

/// <summary>The options by which every command finds the data folder and the settings.</summary>
internal sealed class FolderOptions
{
    private readonly Option<string?> _data = new("--data") { Description = "Data folder (PARLEY_DATA; parley-data here).", HelpName = "DIR" };
    private readonly Option<string?> _config = new("--config") { Description = "Settings file (parley.json here).", HelpName = "FILE" };
    private readonly Option<string?> _tinodeConfig = new("--tinode-config")
    {
        Description = "Configuration in the reference server's format.",
        HelpName = "FILE",
    };

    public FolderOptions(Command command)
    {
        command.Add(_data);
        command.Add(_config);
        command.Add(_tinodeConfig);
    }

    /// <summary>Where this command reads settings from.</summary>
    /// <param name="more">Settings from further options of the command, by keys as "Limits:TagsMax"; null for those not given.</param>
    public SettingSources Sources(ParseResult result, params (string Key, string? Value)[] more)
    {
        var given = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in more.Append(("Data", result.GetValue(_data))))
        {
            if (value is not null)
                given[key] = value;
        }

        return new SettingSources
        {
            TinodeConfig = result.GetValue(_tinodeConfig),
            ConfigFile = result.GetValue(_config),
            CommandLine = given,
        };
    }

    /// <summary>The settings in force for this command.</summary>
    /// <param name="more">As of <see cref="Sources"/>.</param>
    public ParleySettings Read(ParseResult result, out IReadOnlyList<SettingsNote> notes, params (string Key, string? Value)[] more) =>
        SettingsReader.Read(Sources(result, more), out notes);

    public ParleySettings Read(ParseResult result) => Read(result, out _);
}
