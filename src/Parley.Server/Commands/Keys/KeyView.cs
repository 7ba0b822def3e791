namespace Parley.Server.Commands.Keys;

/// <summary>Shows API keys.</summary>
internal static class KeyView
{
    public static void ShowMade(KeyFacts key)
    {
        Terminal.Line(key.Key);
        if (key.Salt is not null)
            Terminal.Line($"Salt: {key.Salt}");
    }

    public static void ShowChecked(KeyFacts key) => Terminal.Line(key.IsValid
        ? FormattableString.Invariant($"The key is valid: number {key.Sequence}, {(key.IsRoot == true ? "root" : "ordinary")}.")
        : "The key was made with another salt, or is none.");
}
