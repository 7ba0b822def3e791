namespace Parley.Protocol.Names;

/// <summary>How clients name uploaded files: by the address that the upload was answered with, "./name", or the bare name.</summary>
public static class FileAddress
{
    /// <summary>Below it files are served.</summary>
    public const string ServePath = "/v0/file/s/";

    /// <summary>The address of a file.</summary>
    /// <param name="extension">With its point, or empty: of use to people only.</param>
    public static string Of(UserId file, string extension) => ServePath + file.Text + extension;

    /// <summary>Reads an address in any of its forms; what follows the id, an extension or a query, does not matter.</summary>
    public static bool TryParse(ReadOnlySpan<char> address, out UserId file)
    {
        file = default;
        var name = address;
        if (name.IndexOfAny('?', '#') is >= 0 and var end)
            name = name[..end];
        if (name.StartsWith(ServePath, StringComparison.Ordinal))
            name = name[ServePath.Length..];
        else if (name.StartsWith("./", StringComparison.Ordinal))
            name = name[2..];
        if (name.Contains('/') || name.Length < UserId.TextLength)
            return false;
        var isWholeId = name.Length == UserId.TextLength || !IsIdLetter(name[UserId.TextLength]);
        return isWholeId && UserId.TryParseText(name[..UserId.TextLength], out file) && !file.IsNone;
    }

    private static bool IsIdLetter(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_';
}
