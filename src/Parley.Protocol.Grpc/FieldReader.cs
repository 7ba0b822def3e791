using Google.Protobuf;
using Google.Protobuf.Collections;
using Parley.Protocol.Access;
using Parley.Protocol.Packets.Parts;

namespace Parley.Protocol.Grpc;

/// <summary>Reads fields that messages have in common. A field that is empty has not been sent.</summary>
internal static class FieldReader
{
    private const long EpochMilliseconds = 62_135_596_800_000;
    private const long MillisecondsMax = 315_537_897_599_999;

    public static string? Text(string text) => text.Length == 0 ? null : text;

    public static byte[]? Bytes(ByteString bytes) => bytes.IsEmpty ? null : bytes.ToByteArray();

    public static IReadOnlyList<string>? Texts(RepeatedField<string> texts) => texts.Count == 0 ? null : [.. texts];

    public static IReadOnlyList<TTo>? List<TFrom, TTo>(RepeatedField<TFrom> items, Func<TFrom, TTo> read) =>
        items.Count == 0 ? null : [.. items.Select(read)];

    public static IReadOnlyList<SeqRange>? Ranges(RepeatedField<Pbx.SeqRange> ranges) =>
        List(ranges, static range => new SeqRange(range.Low, range.Hi));

    /// <summary>An opaque value. Compat: what is no JSON is taken for no value.</summary>
    public static Payload Value(ByteString json) => Payload.TryParse(json.Span, out var value) ? value : default;

    /// <summary>An object of opaque values; no value if the map has no entries. Compat: an entry that is empty or no JSON is left out.</summary>
    public static Payload Object(MapField<string, ByteString> map)
    {
        if (map.Count == 0)
            return default;
        var members = new List<KeyValuePair<string, Payload>>(map.Count);
        foreach (var (name, json) in map)
        {
            if (!json.IsEmpty && Payload.TryParse(json.Span, out var value))
                members.Add(KeyValuePair.Create(name, value));
        }
        return PayloadObject.FromMembers(members);
    }

    /// <summary>A time from milliseconds; null for 0. Times beyond the range of <see cref="DateTime"/> become its first or last one.</summary>
    public static DateTime? TimeOrNone(long milliseconds) => milliseconds == 0 ? null : Time(milliseconds);

    /// <inheritdoc cref="TimeOrNone"/>
    public static DateTime Time(long milliseconds)
    {
        var sinceYear1 = Math.Clamp(milliseconds, -EpochMilliseconds, MillisecondsMax - EpochMilliseconds) + EpochMilliseconds;
        return new DateTime(sinceYear1 * TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
    }

    /// <summary>The word for a level; null for none. A number that the contract does not have is no level, but is not nothing either.</summary>
    public static string? Level(Pbx.AuthLevel level) => level switch
    {
        Pbx.AuthLevel.None => null,
        Pbx.AuthLevel.Anon or Pbx.AuthLevel.Auth or Pbx.AuthLevel.Root => AuthLevels.Format((AuthLevel)level),
        _ => level.ToString("D"),
    };

    public static NoteWhat Note(Pbx.InfoNote what) => Enum.IsDefined(what) ? (NoteWhat)what : NoteWhat.None;

    public static CallEvent Event(Pbx.CallEvent step) => Enum.IsDefined(step) ? (CallEvent)step : CallEvent.None;

    public static DefaultAccessPart? DefaultAccess(Pbx.DefaultAcsMode? access) =>
        access is null or { Auth: "", Anon: "" } ? null : new DefaultAccessPart(Text(access.Auth), Text(access.Anon));

    public static CredPart Cred(Pbx.ClientCred cred) => new()
    {
        Method = Text(cred.Method),
        Value = Text(cred.Value),
        Response = Text(cred.Response),
        Params = Object(cred.Params),
    };
}
