namespace Parley.Protocol.Access;

/// <summary>The words for <see cref="AuthLevel"/> on the wire.</summary>
public static class AuthLevels
{
    /// <summary>"anon", "auth", "root", or empty.</summary>
    public static string Format(AuthLevel level) => level switch
    {
        AuthLevel.Anonymous => "anon",
        AuthLevel.Authenticated => "auth",
        AuthLevel.Root => "root",
        _ => "",
    };

    /// <summary>Reads a word in all lower or all upper case; anything else is <see cref="AuthLevel.None"/>.</summary>
    public static AuthLevel Parse(string? word) => word switch
    {
        "anon" or "ANON" => AuthLevel.Anonymous,
        "auth" or "AUTH" => AuthLevel.Authenticated,
        "root" or "ROOT" => AuthLevel.Root,
        _ => AuthLevel.None,
    };
}
