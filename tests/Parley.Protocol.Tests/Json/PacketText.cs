using System.Collections;
using System.Globalization;

namespace Parley.Protocol.Tests.Json;

/// <summary>All that a packet holds, as text: records with lists do not compare by value.</summary>
internal static class PacketText
{
    /// <param name="isEmptyNothing">Empty texts and lists are the same as none, as in packets of servers.</param>
    public static string Of(object? value, bool isEmptyNothing = false) => value switch
    {
        null => "-",
        "" when isEmptyNothing => "-",
        string text => $"\"{text}\"",
        byte[] bytes => Convert.ToHexString(bytes),
        Payload payload => payload.IsNull ? "-" : payload.ToString(),
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        ICollection { Count: 0 } when isEmptyNothing => "-",
        IEnumerable list => "[" + string.Join(',', list.Cast<object>().Select(item => Of(item, isEmptyNothing))) + "]",
        IFormattable scalar => scalar.ToString(null, CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        _ => value.GetType().Name + "(" + string.Join(' ', Members(value, isEmptyNothing)) + ")",
    };

    private static IEnumerable<string> Members(object value, bool isEmptyNothing) =>
        from property in value.GetType().GetProperties()
        where property.CanWrite
        select property.Name + "=" + Of(property.GetValue(value), isEmptyNothing);
}
