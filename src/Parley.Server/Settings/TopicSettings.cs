namespace Parley.Server.Settings;

/// <summary>Habits of topics.</summary>
public sealed class TopicSettings
{
    /// <summary>How old messages may be that are deleted for everybody, in seconds; 0 for any age. Owners are exempt.</summary>
    public int MessageDeleteAgeSeconds { get; set; }

    /// <summary>Either user of a conversation may delete messages for both.</summary>
    public bool P2PDeleteEnabled { get; set; }

    /// <summary>The namespace of tags that name one user or group only; "" for none.</summary>
    public string AliasTag { get; set; } = "alias";

    /// <summary>Namespaces of tags by which nobody may search.</summary>
    public string[] MaskedTags { get; set; } = [];

    internal IEnumerable<string> Problems()
    {
        if (MessageDeleteAgeSeconds < 0)
            yield return "topics.messageDeleteAgeSeconds: a time in seconds, or 0 for any age.";
        if (AliasTag.Length > 0 && !IsNamespace(AliasTag))
            yield return $"topics.aliasTag: \"{AliasTag}\" is not a namespace; use 2 to 16 letters and digits that begin with a small letter.";
        foreach (var tag in MaskedTags.Where(tag => !IsNamespace(tag)))
            yield return $"topics.maskedTags: \"{tag}\" is not a namespace; write it as email, without a colon.";
    }

    private static bool IsNamespace(string text) =>
        text.Length is >= 2 and <= 16 && char.IsAsciiLetterLower(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
