using System.Globalization;
using System.Reflection;

namespace Parley.Server.Settings;

/// <summary>All settings by the names under which they are kept: sections with colons, numbers of list entries left out.</summary>
internal static class SettingNames
{
    private static readonly Dictionary<string, Setting> Known = Collect();

    /// <summary>A setting that has a value of its own.</summary>
    /// <param name="Name">As it is written in parley.json: "limits.tagsMax".</param>
    internal sealed record Setting(string Name, Type Type, bool IsSecret);

    public static IEnumerable<Setting> All => Known.Values;

    public static Setting? Find(string key) => Known.GetValueOrDefault(WithoutNumbers(key));

    /// <summary>"Limits:TagsMax" as users write it.</summary>
    public static string Display(string key) =>
        Find(key)?.Name ?? string.Join('.', WithoutNumbers(key).Split(':').Select(CamelCase));

    /// <summary>What a text must be to become the value of a setting; null if it is.</summary>
    public static string? Refuse(Setting setting, string? value) => setting.Type switch
    {
        { } type when type == typeof(bool) && !bool.TryParse(value, out _) => "true or false",
        { } type when type == typeof(int) && !int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) =>
            long.TryParse(value, CultureInfo.InvariantCulture, out _) ? $"a whole number of at most {int.MaxValue}" : "a whole number",
        { } type when type == typeof(long) && !long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) => "a whole number",
        _ => null,
    };

    public static string CamelCase(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];

    private static string WithoutNumbers(string key) =>
        string.Join(':', key.Split(':').Where(part => !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)));

    private static Dictionary<string, Setting> Collect()
    {
        var found = new Dictionary<string, Setting>(StringComparer.OrdinalIgnoreCase);
        Visit(typeof(ParleySettings), "");
        return found;

        void Visit(Type type, string prefix)
        {
            foreach (var property in type.GetProperties())
            {
                var key = prefix + property.Name;
                var value = property.PropertyType.IsArray ? property.PropertyType.GetElementType()! : property.PropertyType;
                if (value.Namespace == typeof(ParleySettings).Namespace)
                {
                    Visit(value, key + ":");
                }
                else
                {
                    var name = string.Join('.', key.Split(':').Select(CamelCase));
                    found.Add(key, new Setting(name, value, property.GetCustomAttribute<SecretAttribute>() is not null));
                }
            }
        }
    }
}
