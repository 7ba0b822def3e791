namespace Parley.Accounts;

/// <summary>Codes that people type in.</summary>
public static class RandomCodes
{
    /// <summary>So many decimal digits, leading zeros included.</summary>
    public static string Digits(this IRandomSource random, int length) =>
        string.Create(length, random, static (text, source) =>
        {
            for (var i = 0; i < text.Length; i++)
                text[i] = (char)('0' + source.Below(10));
        });
}
