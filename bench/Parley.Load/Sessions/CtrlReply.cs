using System.Text.Json;

namespace Parley.Load.Sessions;

/// <summary>A <c>{ctrl}</c> packet read in full; used while a scenario sets itself up, not while it measures.</summary>
internal sealed record CtrlReply(int Code, string Text, string? Topic, JsonElement? Parameters)
{
    public bool IsSuccess => Code is >= 200 and < 300;

    public static CtrlReply Parse(ReadOnlySpan<byte> packet)
    {
        var reader = new Utf8JsonReader(packet);
        var ctrl = JsonElement.ParseValue(ref reader).GetProperty("ctrl");
        return new CtrlReply(
            ctrl.GetProperty("code").GetInt32(),
            ctrl.TryGetProperty("text", out var text) ? text.GetString() ?? "" : "",
            ctrl.TryGetProperty("topic", out var topic) ? topic.GetString() : null,
            ctrl.TryGetProperty("params", out var parameters) && parameters.ValueKind == JsonValueKind.Object ? parameters : null);
    }

    /// <summary>A text parameter, null when absent.</summary>
    public string? TextParameter(string name) =>
        Parameters is { } all && all.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>A whole-number parameter, null when absent.</summary>
    public long? NumberParameter(string name) =>
        Parameters is { } all && all.TryGetProperty(name, out var value) && value.TryGetInt64(out var number) ? number : null;

    public override string ToString() => $"{Code} {Text}";
}
