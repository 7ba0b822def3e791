namespace Parley.Server.Settings;

/// <summary>What one source of settings sets.</summary>
/// <param name="Values">By keys as "Limits:TagsMax".</param>
/// <param name="SourceOf">Names the source of a key, so that an operator finds it.</param>
internal sealed record SettingLayer(IReadOnlyDictionary<string, string?> Values, Func<string, string> SourceOf);
