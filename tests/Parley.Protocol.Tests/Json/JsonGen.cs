using CsCheck;

namespace Parley.Protocol.Tests.Json;

/// <summary>Values of which packets are made: as odd as clients can send them.</summary>
internal static class JsonGen
{
    private static readonly Gen<string> OddText = Gen.OneOf(
        "", " ", "me", "grpOj0B3-gSBSs", "\u2421", "\"", "\\", "\\u0041", "\n\r\t\0\u0001\u007f", "<b>&'+/</b>", "ä", "日本語", "😀",
        "\u2028\u2029\ufeff\ufffd\uffff", "null", "{}", new string('x', 2000));

    /// <summary>Text without halves of surrogate pairs, which no packet carries.</summary>
    public static readonly Gen<string> Text = Gen.OneOf(
        OddText, Gen.Char['\0', '\ud7ff'].Array[0, 12].Select(chars => new string(chars)),
        Gen.Char.AlphaNumeric.Array[0, 20].Select(chars => new string(chars)));

    public static readonly Gen<string?> TextOrNull = OrNull(Text);

    /// <summary>For packets of servers, where empty is the same as none.</summary>
    public static readonly Gen<string?> SomeTextOrNull = TextOrNull.Select(text => text == "" ? null : text);

    public static readonly Gen<byte[]?> BytesOrNull = OrNull(Gen.Byte.Array[0, 40]);

    public static readonly Gen<int> Number = Gen.OneOf(Gen.Const(0), Gen.Int[0, 100], Gen.OneOf(-1, int.MaxValue, int.MinValue), Gen.Int);

    /// <summary>The JSON text of any value.</summary>
    public static readonly Gen<string> Value = Nested(3);

    public static readonly Gen<Payload> AnyValue = Value.Select(Payload.FromJson);

    public static readonly Gen<Payload> ObjectOrNull = Gen.OneOf(Gen.Const("null"), Object(Nested(2), 0)).Select(Payload.FromJson);

    /// <summary>For packets of servers, where an empty object is the same as none.</summary>
    public static readonly Gen<Payload> SomeObjectOrNull =
        Gen.OneOf(Gen.Const("null"), Object(Nested(2), 1)).Select(Payload.FromJson);

    public static readonly Gen<DateTime> Ticks = Gen.Long[0, DateTime.MaxValue.Ticks].Select(t => new DateTime(t, DateTimeKind.Utc));

    /// <summary>For packets of servers, which tell milliseconds.</summary>
    public static readonly Gen<DateTime> Milliseconds = Ticks.Select(t => t.AddTicks(-(t.Ticks % TimeSpan.TicksPerMillisecond)));

    public static Gen<T?> OrNull<T>(Gen<T> gen) where T : class =>
        Gen.Bool.SelectMany(isThere => isThere ? gen.Select(T? (x) => x) : Gen.Const((T?)null));

    public static Gen<T?> OrNone<T>(Gen<T> gen) where T : struct =>
        Gen.Bool.SelectMany(isThere => isThere ? gen.Select(x => (T?)x) : Gen.Const((T?)null));

    public static Gen<IReadOnlyList<T>?> ListOrNull<T>(Gen<T> gen, int lengthMin = 0) =>
        OrNull(gen.Array[lengthMin, 4].Select(IReadOnlyList<T> (x) => x));

    private static Gen<string> Nested(int depth)
    {
        var scalar = Gen.OneOf(
            Gen.OneOf("null", "true", "false", "0", "-1", "1.50", "1e3", "1E-7", "12345678901234567890123",
                "\"\\u2421\"", "\"\\/\\b\\ud83d\\ude00\""),
            Text.Select(Quoted));
        if (depth == 0)
            return scalar;
        var inner = Nested(depth - 1);
        return Gen.OneOf(
            scalar, Object(inner, 0),
            Gen.Select(inner.Array[0, 4], Blank, (items, blank) => "[" + blank + string.Join("," + blank, items) + blank + "]"));
    }

    private static Gen<string> Object(Gen<string> inner, int countMin) =>
        Gen.Select(Gen.Select(Text, inner).Array[countMin, 4], Blank, (members, blank) =>
            "{" + blank + string.Join(blank + ",", members.Select(m => Quoted(m.Item1) + blank + ":" + m.Item2)) + blank + "}");

    private static Gen<string> Blank => Gen.OneOf("", "", "", " ", "\n\t");

    private static string Quoted(string text) => Payload.FromString(text).ToString();
}
