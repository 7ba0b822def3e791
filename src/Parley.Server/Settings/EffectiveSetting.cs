using System.Text.Json.Nodes;

namespace Parley.Server.Settings;

/// <summary>A setting as it is in force.</summary>
/// <param name="Name">As it is written in parley.json.</param>
/// <param name="Value">Null if it is not set; of a secret only that it is set.</param>
/// <param name="Source">Where the value comes from: a file, a variable of the environment, an option, or "default".</param>
internal sealed record EffectiveSetting(string Name, JsonNode? Value, string Source);
