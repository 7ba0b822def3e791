using System.Text.Json.Nodes;

namespace Parley.Server.Settings;

/// <summary>Tells which settings are in force, without secrets, and where each comes from.</summary>
internal static class EffectiveSettings
{
    public const string Default = "default";

    public static IReadOnlyList<EffectiveSetting> Of(ParleySettings settings, IReadOnlyList<SettingLayer> layers)
    {
        List<EffectiveSetting> found = [];
        Visit(JsonNode.Parse(SettingsPrinter.Print(settings))!.AsObject(), "");
        return found;

        void Visit(JsonObject group, string prefix)
        {
            foreach (var (name, value) in group.ToList())
            {
                if (value is JsonObject section)
                    Visit(section, prefix + name + ".");
                else
                    found.Add(new EffectiveSetting(prefix + name, value?.DeepClone(), SourceOf(prefix + name, layers)));
            }
        }
    }

    // A list counts as set where any of its entries is.
    private static string SourceOf(string name, IReadOnlyList<SettingLayer> layers)
    {
        foreach (var layer in layers.Reverse())
        {
            foreach (var key in layer.Values.Keys)
            {
                var set = SettingNames.Display(key);
                if (string.Equals(set, name, StringComparison.OrdinalIgnoreCase) || set.StartsWith(name + ".", StringComparison.OrdinalIgnoreCase))
                    return layer.SourceOf(key);
            }
        }

        return Default;
    }
}
