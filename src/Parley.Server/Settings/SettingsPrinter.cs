using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Parley.Server.Settings;

/// <summary>Shows the settings that are in force, without secrets.</summary>
internal static class SettingsPrinter
{
    private const string Hidden = "(set)";

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { HideSecrets } },
    };

    /// <summary>The settings as a parley.json would hold them.</summary>
    public static string Print(ParleySettings settings) => JsonSerializer.Serialize(settings, Options);

    private static void HideSecrets(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            var isSecret = property.AttributeProvider?.IsDefined(typeof(SecretAttribute), inherit: true) == true;
            if (!isSecret || property.Get is not { } get)
                continue;
            property.Get = owner => get(owner) is null or "" ? null : Hidden;
        }
    }
}
