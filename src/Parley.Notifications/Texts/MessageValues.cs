namespace Parley.Notifications.Texts;

/// <summary>What is filled into texts.</summary>
/// <param name="Site">The name of the server: the host of its address.</param>
/// <param name="Code">The digits that prove it.</param>
/// <param name="Login">Empty if there is none to tell.</param>
public readonly record struct MessageValues(string Site, string Code, string Login = "")
{
    /// <summary>The text with the values in it. What a value contains is not filled in again.</summary>
    public string Fill(string text)
    {
        var filled = new System.Text.StringBuilder(text.Length + 32);
        for (var at = 0; at < text.Length;)
        {
            var (name, value) = text.AsSpan(at) switch
            {
                ['{', 's', 'i', 't', 'e', '}', ..] => ("{site}", Site),
                ['{', 'c', 'o', 'd', 'e', '}', ..] => ("{code}", Code),
                ['{', 'l', 'o', 'g', 'i', 'n', '}', ..] => ("{login}", Login),
                _ => ("", ""),
            };
            if (name.Length == 0)
                filled.Append(text[at++]);
            else
                (filled, at) = (filled.Append(value), at + name.Length);
        }
        return filled.ToString();
    }
}
