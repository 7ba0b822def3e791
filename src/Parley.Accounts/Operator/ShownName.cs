using System.Text.Json;
using Parley.Protocol;

namespace Parley.Accounts.Operator;

/// <summary>The name in a public description, as clients write it.</summary>
public static class ShownName
{
    /// <summary>Null if the description has none.</summary>
    public static string? In(Payload shown)
    {
        if (!shown.IsObject)
            return shown.AsString();
        using var json = JsonDocument.Parse(shown.Utf8);
        return json.RootElement.TryGetProperty("fn", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
    }
}
