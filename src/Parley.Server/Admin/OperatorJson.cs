using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Storage.Records;

namespace Parley.Server.Admin;

/// <summary>
/// What operators are told, as JSON: through the socket and with <c>--json</c>. Programs read it, so names and words stay as they are.
/// </summary>
internal static class OperatorJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new WordConverter<UserId>(user => user.IsNone ? null : user.ToString(), text => UserId.TryParse(text, out var user) ? user : default),
            new WordConverter<TopicName>(topic => topic.Value, text => new TopicName(text)),
            new WordConverter<AuthLevel>(AuthLevels.Format, AuthLevels.Parse),
            new WordConverter<AccessMode>(mode => mode.ToString(), AccessMode.Parse),
            new WordConverter<ObjectState>(StateWords.Format, StateWords.Parse),
        },
    };

    /// <summary>The same for people who read it nevertheless.</summary>
    public static readonly JsonSerializerOptions Indented = new(Options) { WriteIndented = true };

    // A value that has a word of its own; nothing is null.
    private sealed class WordConverter<T>(Func<T, string?> format, Func<string, T> parse) : JsonConverter<T>
        where T : struct
    {
        public override bool HandleNull => true;

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is { } text ? parse(text) : default;

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(format(value));
    }
}
