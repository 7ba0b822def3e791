using System.Text.Json.Nodes;
using Parley.Server.Settings;

namespace Parley.Server.Commands.Configuration;

/// <summary>Shows settings in a table.</summary>
internal static class SettingsView
{
    public static void Show(IReadOnlyList<EffectiveSetting> settings)
    {
        if (settings.Count == 0)
            Terminal.Line("All settings have their default.");
        else
            Terminal.Table(["setting", "value", "from"], settings.Select(setting => new[] { setting.Name, Value(setting.Value), setting.Source }));
    }

    private static string Value(JsonNode? value) => value switch
    {
        null => "",
        JsonArray { Count: 0 } => "",
        JsonValue text when text.TryGetValue<string>(out var word) => word,
        _ => value.ToJsonString(),
    };
}
