using Google.Protobuf;
using Google.Protobuf.Collections;
using Parley.Protocol.Access;
using Parley.Protocol.Packets.Parts;

namespace Parley.Protocol.Grpc;

/// <summary>Writes fields that messages have in common. Opaque values are not copied.</summary>
internal static class FieldWriter
{
    private const long EpochMilliseconds = 62_135_596_800_000;

    private static readonly ByteString Null = ByteString.CopyFromUtf8("null");

    public static string Text(string? text) => text ?? "";

    public static ByteString Bytes(byte[]? bytes) => bytes is null ? ByteString.Empty : UnsafeByteOperations.UnsafeWrap(bytes);

    public static ByteString Value(Payload value) => value.IsNull ? ByteString.Empty : UnsafeByteOperations.UnsafeWrap(value.Utf8);

    /// <summary>A value that is told to be null, unlike one that is not there.</summary>
    public static ByteString ValueOrNull(Payload value) => value.IsNull ? Null : Value(value);

    /// <summary>The members of an object, each as JSON by itself. Compat: those that are null are left out, as clients know it.</summary>
    public static void Object(Payload value, MapField<string, ByteString> map)
    {
        if (!value.IsObject)
            return;
        foreach (var (name, member) in PayloadObject.Members(value))
        {
            if (!member.IsNull)
                map[name] = Value(member);
        }
    }

    /// <summary>Milliseconds since 1970; 0 for none.</summary>
    public static long Time(DateTime? time) => time is { } known
        ? (known.Kind == DateTimeKind.Local ? known.ToUniversalTime() : known).Ticks / TimeSpan.TicksPerMillisecond - EpochMilliseconds
        : 0;

    public static void Texts(IReadOnlyList<string>? texts, RepeatedField<string> field)
    {
        if (texts is not null)
            field.AddRange(texts);
    }

    public static void Ranges(IReadOnlyList<SeqRange>? ranges, RepeatedField<Pbx.SeqRange> field)
    {
        foreach (var range in ranges ?? [])
            field.Add(new Pbx.SeqRange { Low = range.Low, Hi = range.Hi });
    }

    public static Pbx.AuthLevel Level(string? word) => (Pbx.AuthLevel)AuthLevels.Parse(word);

    /// <summary>Notes that the contract has no number for become 0.</summary>
    public static Pbx.InfoNote Note(NoteWhat what) => Enum.IsDefined((Pbx.InfoNote)what) ? (Pbx.InfoNote)what : Pbx.InfoNote.X1;

    public static Pbx.DefaultAcsMode? DefaultAccess(DefaultAccessPart? access) =>
        access is null ? null : new Pbx.DefaultAcsMode { Auth = Text(access.Auth), Anon = Text(access.Anon) };

    public static Pbx.ClientCred Cred(CredPart cred)
    {
        var message = new Pbx.ClientCred { Method = Text(cred.Method), Value = Text(cred.Value), Response = Text(cred.Response) };
        Object(cred.Params, message.Params);
        return message;
    }
}
